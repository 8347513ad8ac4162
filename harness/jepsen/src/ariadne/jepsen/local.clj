(ns ariadne.jepsen.local
  "Our server on this machine, each node a process of its own on loopback: for Jepsen's dummy remote,
  which runs no commands. Processes end with the test, and with this JVM; a SIGKILL to it leaves them
  behind. What a node prints is written straight into the store."
  (:require [ariadne.command :as command]
            [ariadne.jepsen.nodes :as nodes]
            [clojure.java.io :as io]
            [clojure.tools.logging :refer [info]]
            [jepsen [db :as db]
                    [store :as store]])
  (:import (java.io File)
           (java.lang ProcessBuilder$Redirect)
           (java.net InetAddress ServerSocket)
           (java.util List)
           (java.util.concurrent TimeUnit)))

(defn- free-ports
  "So many ports that nobody listens on now."
  [n]
  (let [sockets (repeatedly n #(ServerSocket. 0 1 (InetAddress/getLoopbackAddress)))]
    (try
      (mapv #(.getLocalPort ^ServerSocket %) (doall sockets))
      (finally
        (run! #(.close ^ServerSocket %) sockets)))))

(defn ports
  "For each node {:http, :peer}."
  [nodes]
  (zipmap nodes
          (map (partial zipmap [:http :peer])
               (partition 2 (free-ports (* 2 (count nodes)))))))

(defn- directory
  "Of a node, inside the test's store."
  ^File [test node]
  (.getCanonicalFile ^File (store/path! test node "data")))

(defn- process-builder
  ^ProcessBuilder [test node]
  (let [java      (str (System/getProperty "java.home") "/bin/java")
        dir       (directory test node)
        arguments (concat [java]
                          (command/java-arguments (:class-path test))
                          (command/server-arguments test node (.getPath dir)))]
    (.mkdirs dir)
    (doto (ProcessBuilder. ^List (vec arguments))
      (.redirectErrorStream true)
      (.redirectOutput (ProcessBuilder$Redirect/appendTo (io/file (.getParentFile dir)
                                                                  "node.log"))))))

(defn- alive?
  [^Process process]
  (and process (.isAlive process)))

(defn- end!
  [^Process process]
  (when (alive? process)
    (.destroyForcibly process)
    (.waitFor process 10 TimeUnit/SECONDS)))

(defn- signal!
  "STOP and CONT have no method in Java; kill(1) is on every Linux."
  [^Process process signal]
  (when (alive? process)
    (-> (ProcessBuilder. ^List ["kill" (str "-" signal) (str (.pid process))])
        .start
        .waitFor)))

(defn- start-process!
  "Starts a node that is not running; a paused one is running."
  [processes test node]
  (locking processes
    (if (alive? (get @processes node))
      :already-running
      (do (swap! processes assoc node (.start (process-builder test node)))
          :started))))

(defrecord Local [processes]
  db/DB
  (setup! [_ test node]
    (info node "is" (command/http-address test node))
    (start-process! processes test node)
    (nodes/await-healthy test node))

  (teardown! [_ _ node]
    (end! (get @processes node)))

  db/Kill
  (start! [_ test node]
    (start-process! processes test node))

  (kill! [_ _ node]
    (end! (get @processes node))
    :killed)

  db/Pause
  (pause! [_ _ node]
    (signal! (get @processes node) "STOP")
    :paused)

  (resume! [_ _ node]
    (signal! (get @processes node) "CONT")
    :resumed)

  db/Primary
  (primaries [_ test]
    (nodes/leaders test))

  (setup-primary! [_ _ _]))

(defn db
  []
  (let [processes (atom {})]
    (.addShutdownHook (Runtime/getRuntime)
                      (Thread. ^Runnable #(run! end! (vals @processes))))
    (->Local processes)))
