package dev.ariadne.harness.example.locks;

import java.util.function.Consumer;

/** The lock service as it should be. */
final class FixedLockService extends LockService {

  FixedLockService(Journal journal) {
    super(journal);
  }

  @Override
  void reply(Consumer<Boolean> answer, boolean done) {
    replyAfterFlush(answer, done);
  }
}
