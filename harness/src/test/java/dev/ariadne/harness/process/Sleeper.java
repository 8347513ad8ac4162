package dev.ariadne.harness.process;

import java.util.concurrent.CountDownLatch;

/** A process that says that it is there and waits, or ends with the status it is given. */
public final class Sleeper {

  private Sleeper() {}

  public static void main(String[] arguments) throws InterruptedException {
    System.out.println("event=there");
    if (arguments.length > 0) {
      System.out.println("I give up");
      System.exit(Integer.parseInt(arguments[0]));
    }
    new CountDownLatch(1).await();
  }
}
