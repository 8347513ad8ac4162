(ns ariadne.command
  "Where things are on a node, how nodes are addressed, and how their server is started. A test here
  is a map of :nodes, their names in the order of their ids, and for local nodes :ports, a map from
  name to {:http, :peer}, and perhaps a :client port, where it is not the server that listens."
  (:require [ariadne.http :as http]
            [clojure.string :as str]))

(def home      "On a Debian node, everything that is ours." "/opt/ariadne")
(def lib       "The server's jars."                         (str home "/lib"))
(def data      "Its log and snapshots."                     (str home "/data"))
(def log-file  "What it prints."                            (str home "/node.log"))
(def pid-file  "Its process id."                            (str home "/node.pid"))
(def java      "Where Debian's JRE is."                     "/usr/bin/java")
(def main      "The server."                                "dev.ariadne.server.Main")

(def process-pattern
  "Its processes, and not the shell that looks for them, whose command line has these brackets."
  "dev[.]ariadne[.]server[.]Main")

(def tick-millis
  "A raft tick; an election takes ten to twenty of them."
  50)

(def snapshot-count
  "Entries between two snapshots: few, so that nodes that were away need one."
  500)

(def keep-entries
  "Entries kept behind a snapshot for those that lag."
  100)

(defn id
  "A node's number, from 1."
  [test node]
  (let [at (.indexOf ^java.util.List (vec (:nodes test)) node)]
    (when (neg? at)
      (throw (IllegalArgumentException. (str "no node of this test: " node))))
    (inc at)))

(defn- port
  [test node kind otherwise]
  (get-in test [:ports node kind] otherwise))

(defn host
  "Local nodes are all on loopback; elsewhere a node's name is its host's."
  [test node]
  (if (:ports test) "127.0.0.1" node))

(defn http-address
  "Where a node takes clients' requests."
  [test node]
  {:host (host test node), :port (port test node :http 9121)})

(defn client-address
  "Where clients send their requests: to the server, unless something stands before it."
  [test node]
  {:host (host test node), :port (port test node :client (:port (http-address test node)))})

(defn peer-url
  "By this the nodes know each other."
  [test node]
  (str "http://" (host test node) ":" (port test node :peer 9021)))

(defn java-arguments
  "The JVM's own: small, and quick to start."
  [class-path]
  ["-XX:+UseSerialGC" "-XX:TieredStopAtLevel=1" "-Xmx256m" "-XX:+ExitOnOutOfMemoryError"
   "-cp" class-path main])

(defn server-arguments
  "The server's flags. Nodes elsewhere listen on all their addresses, local ones on loopback."
  [test node data-dir]
  (let [{:keys [port]} (http-address test node)
        everywhere?    (not (:ports test))]
    (cond-> ["--id" (str (id test node))
             "--cluster" (str/join "," (map (partial peer-url test) (:nodes test)))
             "--port" (str port)
             "--data-dir" data-dir
             "--snapshot-count" (str snapshot-count)
             "--keep-entries" (str keep-entries)
             "--tick-ms" (str tick-millis)
             "--request-timeout-ms" (str http/server-millis)]
      everywhere? (into ["--listen-host" "0.0.0.0" "--listen-peer" "0.0.0.0:9021"]))))

(def health
  "The request that asks a node whether it knows a leader and keeps up."
  {:method "GET", :path "/-/health"})

(def status
  "The request that asks a node about itself."
  {:method "GET", :path "/-/status"})

(defn leads?
  "Whether the answer to `status` is that of a leader. No JSON library for one word."
  [{:keys [body]}]
  (boolean (some->> body (re-find #"\"role\"\s*:\s*\"leader\""))))
