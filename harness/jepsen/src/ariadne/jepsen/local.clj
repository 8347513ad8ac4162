(ns ariadne.jepsen.local
  "Our server on this machine, each node a process of its own on loopback: for Jepsen's dummy remote,
  which runs no commands. Processes end with the test, and with this JVM; a SIGKILL to it leaves them
  behind. What a node prints is written straight into the store."
  (:require [ariadne [command :as command]
                     [lifecycle :as lifecycle]]
            [ariadne.jepsen.nodes :as nodes]
            [clojure.java.io :as io]
            [clojure.tools.logging :refer [info]]
            [jepsen [db :as db]
                    [store :as store]])
  (:import (java.io File RandomAccessFile)
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

(defn directory
  "A node's data, inside the test's store."
  ^File [test node]
  (.getCanonicalFile ^File (store/path! test node "data")))

(defn- log-file
  ^File [test node]
  (io/file (.getParentFile (directory test node)) "node.log"))

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
      (.redirectOutput (ProcessBuilder$Redirect/appendTo (log-file test node))))))

(defn- alive?
  [^Process process]
  (and process (.isAlive process)))

(defn- pids
  "Of a process that runs; else none."
  [^Process process]
  (if (alive? process) [(.pid process)] []))

(defn- end!
  [^Process process]
  (when (alive? process)
    (.destroyForcibly process)
    (.waitFor process 10 TimeUnit/SECONDS)))

(defn- last-of
  "The end of a file's text, so far as it matters; empty where there is no file."
  [^File file]
  (if (.exists file)
    (with-open [in (RandomAccessFile. file "r")]
      (let [bytes (byte-array (min lifecycle/log-bytes (.length in)))]
        (.seek in (- (.length in) (count bytes)))
        (.readFully in bytes)
        (String. bytes "UTF-8")))
    ""))

(defn- end
  "How a server ended."
  [test node ^Process process]
  {:status (when (and process (not (alive? process))) (.exitValue process))
   :log    (last-of (log-file test node))})

(defn- signal!
  "STOP and CONT have no method in Java; kill(1) is on every Linux. Returns the pids that it reached."
  [^Process process signal]
  (let [pids (pids process)]
    (doseq [pid pids]
      (-> (ProcessBuilder. ^List ["kill" (str "-" signal) (str pid)])
          .start
          .waitFor))
    pids))

(defn- signalled!
  "Sends a signal to a node's server; returns the report."
  [servers test node signal done]
  (let [{:keys [process left]} (get @servers node)]
    (lifecycle/signalled done left (signal! process signal) #(end test node process))))

; Servers is an atom: for each node its last :process, and how that was :left, :running or :stopped.
(defrecord Local [servers]
  db/DB
  (setup! [this test node]
    (info node "is" (command/http-address test node))
    (db/start! this test node)
    (nodes/await-healthy test node))

  (teardown! [this test node]
    (db/kill! this test node))

  db/Kill
  (start! [_ test node]
    (locking servers
      (let [{:keys [process left]} (get @servers node)
            running? (alive? process)
            report   (lifecycle/started left running? #(end test node process))]
        (when-not running?
          (swap! servers assoc node {:process (.start (process-builder test node)), :left :running}))
        report)))

  (kill! [_ test node]
    (locking servers
      (let [{:keys [process left]} (get @servers node)
            pids (pids process)]
        (swap! servers assoc-in [node :left] :stopped)
        (end! process)
        (lifecycle/signalled :killed left pids #(end test node process)))))

  db/Pause
  (pause! [_ test node]
    (signalled! servers test node "STOP" :paused))

  (resume! [_ test node]
    (signalled! servers test node "CONT" :resumed))

  db/Primary
  (primaries [_ test]
    (nodes/leaders test))

  (setup-primary! [_ _ _])

  nodes/Watched
  (ended [_ test node]
    (let [{:keys [process left]} (get @servers node)]
      (when (and (= :running left) (not (alive? process)))
        (lifecycle/ended-by-itself (end test node process))))))

(defn end-secretly!
  "Ends a node's server as if it had ended by itself: nothing is noted."
  [{:keys [servers]} node]
  (end! (get-in @servers [node :process])))

(defn db
  []
  (let [servers (atom {})]
    (.addShutdownHook (Runtime/getRuntime)
                      (Thread. ^Runnable #(run! (comp end! :process) (vals @servers))))
    (->Local servers)))
