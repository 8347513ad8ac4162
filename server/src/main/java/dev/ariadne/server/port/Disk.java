package dev.ariadne.server.port;

import dev.ariadne.server.base.Bytes;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * The files of one node. Names are relative to its data directory, with {@code /} between parts.
 *
 * <p>Nothing is durable before it is synced: content by {@link Step.Sync}, a file's creation, new
 * name or removal by {@link Step.SyncDirectory} of its directory. Changes are data, so that whoever
 * runs them may stop between any two.
 *
 * <p>The reading calls block and are for recovery, before a node serves; so is {@link #run}.
 * Afterwards there are {@link #submit} and {@link #fetch}.
 */
public interface Disk {

  /** One change. */
  sealed interface Step {

    /** Makes a directory and those above it; no error if it is there. */
    record MakeDirectory(String directory) implements Step {}

    /** Makes an empty file; an error if the name is taken. */
    record Create(String file) implements Step {}

    /** Writes all bytes at an offset, at most the file's present size; the file must exist. */
    record Write(String file, long offset, Bytes bytes) implements Step {}

    /** Makes the file's content and size durable. */
    record Sync(String file) implements Step {}

    /** Cuts the file to a length, at most its present size. */
    record Truncate(String file, long length) implements Step {}

    /** Gives a file another name in the same directory; what had that name is replaced. */
    record Rename(String file, String to) implements Step {}

    /** Removes a file; an error if there is none. */
    record Delete(String file) implements Step {}

    /** Makes the directory's entries durable. */
    record SyncDirectory(String directory) implements Step {}
  }

  /** What became of the steps submitted together. */
  sealed interface Outcome {

    /** All steps are done. */
    record Done() implements Outcome {}

    /**
     * A step failed; those after it were not begun, and how much of it happened is not known. It
     * must not be tried again: what a failed sync left behind may look clean.
     */
    record Failed(Step step, IOException cause) implements Outcome {}
  }

  /** What became of a read. */
  sealed interface Fetched {
    record Content(Bytes bytes) implements Fetched {}

    record Failed(IOException cause) implements Fetched {}
  }

  /** The names in a directory, sorted, without those of directories; empty if there is none. */
  List<String> list(String directory) throws IOException;

  boolean exists(String file) throws IOException;

  long size(String file) throws IOException;

  /** Reads up to {@code length} bytes at an offset; fewer only at the file's end. */
  Bytes read(String file, long offset, int length) throws IOException;

  /** Runs the steps in order, blocking, before the node serves; stops at the first that fails. */
  void run(List<Step> steps) throws IOException;

  /**
   * Runs the steps in order, after all that were submitted before; the outcome arrives on the
   * node's loop. A submission after a failed one fails as well.
   */
  void submit(List<Step> steps, Consumer<Outcome> outcome);

  /** Reads as {@link #read} does, while the node serves; the result arrives on the node's loop. */
  void fetch(String file, long offset, int length, Consumer<Fetched> result);
}
