package dev.ariadne.harness.ariadne;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code ariadne node}: one server, here, with the server's own flags. */
@Command(
    name = "node",
    description = "Starts one server; all arguments are the server's own (node --help lists them).",
    footer = {
      "",
      "Example, three servers in three terminals (ID from 1 to 3, HTTP ports 9121 to 9123):",
      "  ariadne node --id ID --port 912ID --cluster \\",
      "    http://127.0.0.1:9021,http://127.0.0.1:9022,http://127.0.0.1:9023"
    })
final class NodeCommand implements Callable<Integer> {

  @Unmatched private final List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    try {
      Class.forName(ServerProgram.SERVER.mainClass())
          .getMethod("main", String[].class)
          .invoke(null, (Object) arguments.toArray(new String[0]));
      return 0;
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }
}
