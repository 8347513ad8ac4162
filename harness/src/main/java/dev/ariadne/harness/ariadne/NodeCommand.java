package dev.ariadne.harness.ariadne;

import dev.ariadne.server.Main;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * {@code ariadne node}: one server in this process. The launcher does not use this command: it
 * calls the server's own main class, so that help and exit status are those of the server. The
 * command is for users without the launcher.
 */
@Command(
    name = "node",
    description = "Starts one server, with the flags of the original (node --help lists them).",
    footer = {
      "",
      "Example, three servers in three terminals (ID from 1 to 3, HTTP ports 9121 to 9123):",
      "  ./ariadne node --id ID --port 912ID --cluster \\",
      "    http://127.0.0.1:9021,http://127.0.0.1:9022,http://127.0.0.1:9023"
    })
final class NodeCommand implements Callable<Integer> {

  @Unmatched private final List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() {
    return Main.run(arguments.toArray(new String[0]));
  }
}
