package dev.ariadne.server.node;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.codec.Decoder;
import dev.ariadne.server.codec.Encoder;
import dev.ariadne.server.codec.MalformedException;
import dev.ariadne.server.codec.RaftCodec;
import dev.ariadne.server.port.Disk;
import dev.ariadne.server.port.Disk.Step;
import dev.ariadne.server.raft.Membership;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Who a data directory belongs to, and how far its first start has come: the file {@code identity}
 * beside the log. Replaced as a whole, by a rename.
 *
 * @param stage only in {@code BEGUN} is there a log that means anything
 * @param id the member's number
 * @param incarnation drawn once, before anything is said
 * @param list the first members; none before {@code LISTED}
 */
record IdentityFile(Stage stage, int id, long incarnation, Membership list) {

  enum Stage {
    /** The incarnation is drawn. */
    DRAWN,
    /** The first members' complete list is stored; others may have been told so. */
    LISTED,
    /** The log is there, whole. From here on a missing log is damage. */
    BEGUN
  }

  private static final int MAGIC = 0x4449_5241; // "ARID"
  private static final String NAME = "/identity";
  private static final String NEXT = "/identity.next";

  /**
   * Reads the file.
   *
   * @return empty if there is none
   * @throws MalformedException if it is damaged
   */
  static Optional<IdentityFile> read(Disk disk, String directory)
      throws IOException, MalformedException {
    String file = directory + NAME;
    if (!disk.exists(file)) {
      return Optional.empty();
    }
    Bytes content = disk.read(file, 0, Math.toIntExact(disk.size(file)));
    int body = content.length() - 4;
    if (body < 4 || new Encoder().raw(content.slice(0, body)).crc32c(0) != crc(content, body)) {
      throw new MalformedException("its checksum does not fit");
    }
    Decoder in = new Decoder(content.slice(0, body));
    if (in.i32() != MAGIC) {
      throw new MalformedException("it is no identity file");
    }
    int stage = in.u8();
    if (stage >= Stage.values().length) {
      throw new MalformedException("no stage is number " + stage);
    }
    IdentityFile read =
        new IdentityFile(Stage.values()[stage], in.i32(), in.i64(), RaftCodec.membership(in));
    in.end();
    return Optional.of(read);
  }

  /** Steps that make this the directory's identity; it is durable when all are done. */
  List<Step> store(Disk disk, String directory) throws IOException {
    Encoder out = new Encoder().i32(MAGIC).u8(stage.ordinal()).i32(id).i64(incarnation);
    RaftCodec.membership(out, list);
    out.i32(out.crc32c(0));
    Step.Write write = new Step.Write(directory + NEXT, 0, out.toBytes());
    Step.Rename rename = new Step.Rename(directory + NEXT, directory + NAME);
    Step.Sync sync = new Step.Sync(directory + NEXT);
    Step.SyncDirectory entry = new Step.SyncDirectory(directory);
    return disk.exists(directory + NEXT)
        ? List.of(new Step.Truncate(directory + NEXT, 0), write, sync, rename, entry)
        : List.of(new Step.Create(directory + NEXT), write, sync, rename, entry);
  }

  IdentityFile at(Stage next, Membership members) {
    return new IdentityFile(next, id, incarnation, members);
  }

  private static int crc(Bytes content, int at) throws MalformedException {
    return new Decoder(content.slice(at, at + 4)).i32();
  }
}
