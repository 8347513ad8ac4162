(ns ariadne.jepsen.db
  "Our server on Debian nodes, over SSH: installed, started, killed, paused, its logs collected."
  (:require [ariadne.command :as command]
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

(defn- signal!
  "Sends a signal to the node's servers. Returns it with their pids, or :not-running. Not by way of the
  pid file, which can be wrong, and not with cu/grepkill!, which does nothing in Jepsen 0.3.13."
  [signal]
  (let [said (c/exec :pkill (str "-" signal) :--echo :--full command/process-pattern
                     (c/lit "|| test $? -eq 1"))
        pids (map parse-long (re-seq #"(?<=pid )\d+" said))]
    (if (empty? pids)
      :not-running
      (into [(keyword signal)] pids))))

(defn- kill-server!
  "Kills it, and waits until it is gone, with its ports and its hold on the data."
  []
  (let [hit (signal! "KILL")]
    (util/await-fn
      (fn check []
        (or (str/blank? (c/exec :pgrep :--full command/process-pattern (c/lit "|| test $? -eq 1")))
            (throw (ex-info "the server is still there" {:host c/*host*}))))
      {:timeout kill-millis, :retry-interval 50, :log-interval kill-millis})
    (c/exec :rm :-f command/pid-file)
    hit))

(defrecord Db []
  db/DB
  (setup! [this test node]
    (c/su
      (install! test node)
      (c/exec :mkdir :-p command/data)
      ; A server waits a minute for its peers, and to install what a peer needs may take longer.
      (jepsen/synchronize test install-seconds)
      (start-server! test node))
    (nodes/await-healthy test node))

  (teardown! [_ _ _]
    (c/su
      (kill-server!)
      (c/exec :rm :-rf command/data command/log-file)))

  db/Kill
  (start! [_ test node]
    (c/su (start-server! test node)))

  (kill! [_ _ _]
    (c/su (kill-server!)))

  db/Pause
  (pause! [_ _ _]
    (c/su (signal! "STOP")))

  (resume! [_ _ _]
    (c/su (signal! "CONT")))

  db/Primary
  (primaries [_ test]
    (nodes/leaders test))

  (setup-primary! [_ _ _])

  db/LogFiles
  (log-files [_ _ _]
    {command/log-file "node.log"}))

(defn db
  []
  (->Db))
