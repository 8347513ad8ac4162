package dev.ariadne.server.base;

import java.util.regex.Pattern;

/**
 * The form of a member's address, {@code http://HOST:PORT}: what peers can connect to, in the one
 * spelling in which two addresses can be compared.
 */
public final class PeerUrl {

  /** Says the form in an error. */
  public static final String FORM =
      "http://HOST:PORT, with a host name or an IP address, a port from 1 to 65535 and nothing"
          + " else";

  /** The longest host name (RFC 1035, 2.3.4), with what stands around it. */
  public static final int LENGTH_MAX = "http://".length() + 253 + ":65535".length();

  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

  /** The last label begins with a letter, else it would be an address of four numbers (RFC 952). */
  private static final String NAME =
      "(?:" + LABEL + "\\.)*[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.?";

  private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final String V4 = BYTE + "(?:\\." + BYTE + "){3}";
  private static final String GROUP = "[0-9A-Fa-f]{1,4}";

  /** Eight groups, or fewer with one gap; the number of groups is counted apart. */
  private static final String V6 =
      "(?:" + GROUP + "(?::" + GROUP + ")*)?(?:::(?:" + GROUP + "(?::" + GROUP + ")*)?)?";

  private static final Pattern URL =
      Pattern.compile("http://(?:" + NAME + "|" + V4 + "|\\[(" + V6 + ")\\]):([1-9][0-9]{0,4})");

  private static final int PORT_MAX = 65535;
  private static final int GROUPS = 8;

  private PeerUrl() {}

  /** Whether peers can connect to it. */
  public static boolean isValid(String url) {
    if (url.length() > LENGTH_MAX) {
      return false;
    }
    var match = URL.matcher(url);
    return match.matches()
        && Integer.parseInt(match.group(2)) <= PORT_MAX
        && (match.group(1) == null || isV6(match.group(1)));
  }

  private static boolean isV6(String address) {
    long groups = Pattern.compile(GROUP).matcher(address).results().count();
    return address.contains("::") ? groups < GROUPS : groups == GROUPS;
  }
}
