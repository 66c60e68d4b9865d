package flags;

import flags.server.Behaviour;

/** The servers that {@code -s} knows by a label; {@code SERVERS} of {@code flags2_common.py}. */
enum Server {
  DELAY("http://localhost", 8001, "/flags", new Behaviour().withDelay(0.5, 0.5)),
  ERROR("http://localhost", 8002, "/flags", DELAY.demo.withErrorRate(0.25)),
  LOCAL("http://localhost", 8000, "/flags", new Behaviour()),
  REMOTE("https://www.fluentpython.com", -1, "/data/flags", null);

  static final Server DEFAULT = LOCAL;

  final String url;
  final int port;

  /** How the demonstration server behaves that stands in where nobody else answers, or null. */
  final Behaviour demo;

  Server(String host, int port, String path, Behaviour demo) {
    this.url = host + (port < 0 ? "" : ":" + port) + path;
    this.port = port;
    this.demo = demo;
  }
}
