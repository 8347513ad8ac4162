(ns ariadne.server-test
  "The suite's command line and client against one real server."
  (:require [ariadne [command :as command]
                     [http :as http]
                     [outcome :as outcome]]
            [clojure.java.io :as io]
            [clojure.test :refer [deftest is]])
  (:import (java.io File)
           (java.net InetAddress ServerSocket)
           (java.nio.file Files)
           (java.nio.file.attribute FileAttribute)
           (java.util List)
           (java.util.concurrent TimeUnit)))

(def start-seconds
  "So long a busy machine may take to start one JVM."
  60)

(defn- free-port
  []
  (with-open [socket (ServerSocket. 0 1 (InetAddress/getLoopbackAddress))]
    (.getLocalPort socket)))

(defn- class-path
  "The server's jars, as Leiningen's user has them beside this project; else Maven's class path."
  []
  (let [jars (io/file "../target/lib")]
    (if (.isDirectory jars)
      (str (.getCanonicalPath jars) "/*")
      (System/getProperty "java.class.path"))))

(defn- start
  ^Process [test ^File directory]
  (let [java (str (System/getProperty "java.home") "/bin/java")]
    (.start (doto (ProcessBuilder.
                    ^List (vec (concat [java]
                                       (command/java-arguments (class-path))
                                       (command/server-arguments test "n1" (str directory)))))
              (.redirectErrorStream true)
              (.redirectOutput (io/file directory "node.log"))))))

(defn- await-health
  "Asks until the node is well, or has ended, or the time is up; returns the last answer."
  [client address ^Process process]
  (let [deadline (+ (System/nanoTime) (.toNanos TimeUnit/SECONDS start-seconds))]
    (loop []
      (let [answer (http/exchange client address command/health)]
        (if (or (= 200 (:status answer))
                (.waitFor process 50 TimeUnit/MILLISECONDS)
                (neg? (- deadline (System/nanoTime))))
          answer
          (recur))))))

(defn- delete!
  [^File file]
  (run! delete! (.listFiles file))
  (.delete file))

(deftest a-real-server-is-started-and-understood
  (let [test      {:nodes ["n1"], :ports {"n1" {:http (free-port), :peer (free-port)}}}
        directory (.toFile (Files/createTempDirectory "jepsen-suite" (make-array FileAttribute 0)))
        address   (command/http-address test "n1")
        process   (start test directory)
        client    (http/open)
        ask       (fn [op]
                    (outcome/completion op (http/exchange client address
                                                          (outcome/request 0 op false))))]
    (try
      (is (= 200 (:status (await-health client address process)))
          (slurp (io/file directory "node.log")))
      (is (command/leads? (http/exchange client address command/status)))
      (is (= {:type :ok, :value :absent}  (ask {:f :read, :value nil})))
      (is (= {:type :ok, :value [:absent 1]} (ask {:f :cas, :value [:absent 1]})))
      (is (= {:type :fail, :value [:absent 2], :error :cas-mismatch}
             (ask {:f :cas, :value [:absent 2]})))
      (is (= {:type :ok, :value [1 3]}    (ask {:f :cas, :value [1 3]})))
      (is (= {:type :ok, :value 4}        (ask {:f :write, :value 4})))
      (is (= {:type :ok, :value 4}        (ask {:f :read, :value nil})))
      (.destroyForcibly process)
      (.waitFor process)
      (is (#{:fail :info} (:type (ask {:f :write, :value 5}))))
      (finally
        (http/close! client)
        (.destroyForcibly process)
        (.waitFor process)
        (delete! directory)))))
