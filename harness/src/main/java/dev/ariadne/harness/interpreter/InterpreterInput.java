package dev.ariadne.harness.interpreter;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.cluster.Client;
import dev.ariadne.harness.generator.Generator;
import dev.ariadne.harness.generator.Worker;
import dev.ariadne.harness.history.HistoryRecorder;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Everything that an interpreter needs.
 *
 * @param concurrency client workers, at least 1
 * @param clients opens a worker's client: at the start and again after each operation of unknown
 *     outcome
 * @param notes receives the generator's texts
 */
public record InterpreterInput(
    Generator generator,
    int concurrency,
    Choices choices,
    Function<Worker, Client> clients,
    Nemesis nemesis,
    HistoryRecorder recorder,
    Consumer<String> notes) {}
