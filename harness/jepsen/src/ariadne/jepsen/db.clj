(ns ariadne.jepsen.db
  "Our server on Debian nodes, over SSH: installed, started, killed, paused, its logs collected."
  (:require [ariadne [command :as command]
                     [lifecycle :as lifecycle]]
            [ariadne.jepsen.nodes :as nodes]
            [clojure.java.io :as io]
            [clojure.string :as str]
            [clojure.tools.logging :refer [info]]
            [jepsen [control :as c]
                    [core :as jepsen]
                    [db :as db]
                    [util :as util]]
            [jepsen.control.util :as cu]
            [jepsen.os.debian :as debian])
  (:import (java.io File)))

(defn- jars
  "The server's jars on this machine."
  [dist]
  (let [found (->> (.listFiles (io/file dist))
                   (filter #(str/ends-with? (.getName ^File %) ".jar"))
                   sort)]
    (when (empty? found)
      (throw (IllegalArgumentException.
               (str "no jars in " dist ": build them (mvn -DskipTests package), or say --dist"))))
    found))

(def install-seconds
  "So long the fastest node waits for the slowest to install what it needs."
  600)

(def kill-millis
  "So long a killed process may take to be gone."
  30000)

(defn- install!
  [test node]
  (info node "installing the server")
  (debian/install [(:jre test)])
  (c/exec :rm :-rf command/lib)
  (c/exec :mkdir :-p command/lib)
  (doseq [^File jar (jars (:dist test))]
    ; Each under its own name: put into a directory by root, it would get one of Jepsen's.
    (c/upload (.getCanonicalPath jar) (str command/lib "/" (.getName jar)))))

(defn- start-server!
  [test node]
  (apply cu/start-daemon!
         {:logfile command/log-file
          :pidfile command/pid-file
          :chdir   command/home}
         command/java
         (concat (command/java-arguments (str command/lib "/*"))
                 (command/server-arguments test node command/data))))

(defn- pids
  "The node's servers that run. Not by way of the pid file, which can be wrong."
  []
  (->> (c/exec :pgrep :--full command/process-pattern (c/lit "|| test $? -eq 1"))
       (re-seq #"\d+")
       (mapv parse-long)))

(defn- signal!
  "Sends a signal to the node's servers; returns the pids that it reached. Not with cu/grepkill!, which
  does nothing in Jepsen 0.3.13."
  [signal]
  (->> (c/exec :pkill (str "-" signal) :--echo :--full command/process-pattern
               (c/lit "|| test $? -eq 1"))
       (re-seq #"(?<=pid )\d+")
       (mapv parse-long)))

(defn- end
  "How the node's server ended; nobody knows its exit status there."
  []
  {:log (c/exec :tail (str "--lines=" lifecycle/log-lines) command/log-file (c/lit "|| true"))})

(defn- kill-server!
  "Kills it, and waits until it is gone, with its ports and its hold on the data. Returns the pids."
  []
  (let [hit (signal! "KILL")]
    (util/await-fn
      (fn check []
        (or (empty? (pids))
            (throw (ex-info "the server is still there" {:host c/*host*}))))
      {:timeout kill-millis, :retry-interval 50, :log-interval kill-millis})
    (c/exec :rm :-f command/pid-file)
    hit))

; Left is an atom: how each node's server was left, :running or :stopped.
(defrecord Db [left]
  db/DB
  (setup! [this test node]
    (c/su
      (install! test node)
      (c/exec :mkdir :-p command/data)
      ; A server waits a minute for its peers, and to install what a peer needs may take longer.
      (jepsen/synchronize test install-seconds))
    (db/start! this test node)
    (nodes/await-healthy test node))

  (teardown! [this test node]
    (db/kill! this test node)
    (c/su
      (c/exec :rm :-rf command/data command/log-file)))

  db/Kill
  (start! [_ test node]
    (c/su
      (let [running? (boolean (seq (pids)))
            report   (lifecycle/started (get @left node) running? end)]
        (when-not running?
          (start-server! test node)
          (swap! left assoc node :running))
        report)))

  (kill! [_ _ node]
    (c/su
      (let [before (get @left node)]
        (swap! left assoc node :stopped)
        (lifecycle/signalled :killed before (kill-server!) end))))

  db/Pause
  (pause! [_ _ node]
    (c/su (lifecycle/signalled :paused (get @left node) (signal! "STOP") end)))

  (resume! [_ _ node]
    (c/su (lifecycle/signalled :resumed (get @left node) (signal! "CONT") end)))

  db/Primary
  (primaries [_ test]
    (nodes/leaders test))

  (setup-primary! [_ _ _])

  nodes/Watched
  (ended [_ test node]
    (-> (c/on-nodes test [node]
                    (fn [_ _]
                      (c/su
                        (when (and (= :running (get @left node)) (empty? (pids)))
                          (lifecycle/ended-by-itself (end))))))
        (get node)))

  db/LogFiles
  (log-files [_ _ _]
    {command/log-file "node.log"}))

(defn db
  []
  (->Db (atom {})))
