(ns ariadne.jepsen.main
  "The command line: `lein run test`, `lein run analyze`, `lein run import`, `lein run serve`."
  (:gen-class)
  (:require [ariadne.imported :as imported]
            [ariadne.jepsen [checks :as checks]
                            [client :as client]
                            [db :as db]
                            [faults :as faults]
                            [local :as local]
                            [sabotage :as sabotage]
                            [stored :as stored]
                            [workload :as workload]]
            [clojure.java.io :as io]
            [clojure.string :as str]
            [jepsen [cli :as cli]
                    [generator :as gen]
                    [net :as net]
                    [os :as os]
                    [tests :as tests]]
            [jepsen.os.debian :as debian]))

(def after-seconds
  "Clients go on for so long once all nodes have recovered from the faults."
  5)

(def key-after
  "The first key of that time; none before it is as great."
  1000000)

(defn- parse-faults
  "\"kill,pause\" as a set of keywords; none is the empty set."
  [text]
  (->> (str/split text #",")
       (map (comp keyword str/trim))
       (remove #{:none})
       set))

(def options
  [["-w" "--workload NAME" "What clients do."
    :default  "register"
    :validate [workload/workloads (cli/one-of workload/workloads)]]

   [nil "--nemesis FAULTS" "Comma-separated faults: kill, pause, partition, or none."
    :default  #{}
    :parse-fn parse-faults
    :validate [(partial every? faults/all) (cli/one-of (conj faults/all :none))]]

   [nil "--interval SECONDS" "Seconds between two operations of the nemesis."
    :default  5
    :parse-fn parse-double
    :validate [#(and % (pos? %)) "Must be a positive number."]]

   [nil "--rate HZ" "Operations that clients begin in a second, all together."
    :default  100
    :parse-fn parse-double
    :validate [#(and % (pos? %)) "Must be a positive number."]]

   [nil "--ops-per-key N" "About so many operations on a key, then the next one."
    :default  200
    :parse-fn parse-long
    :validate [#(and % (pos? %)) "Must be a positive integer."]]

   [nil "--concurrency NUMBER" "Workers; n stands for the number of nodes. A multiple of 2n."
    :default  "4n"
    :validate [(partial re-find #"^\d+n?$")
               "Must be an integer, optionally followed by n."]]

   [nil "--stale-reads" "Let reads ask each node for its own copy, which may be old: a bug to find."
    :default false]

   [nil "--sabotage NAME" "With --local: a promise is broken on purpose, which has to be noticed."
    :validate [sabotage/all (cli/one-of sabotage/all)]]

   [nil "--local" "All nodes are processes on this machine: no SSH, no root."
    :default false]

   [nil "--dist DIR" "The server's jars."
    :default "../target/lib"]

   [nil "--class-path PATH" "With --local: the server's class path, instead of --dist."]

   [nil "--jre PACKAGE" "Debian package of a JRE of version 21 or newer, installed on the nodes."
    :default "openjdk-21-jre-headless"]])

(defn- place
  "Where nodes run: those parts of the test that differ between SSH and this machine."
  [{:keys [local nodes dist class-path sabotage] :as opts}]
  (if local
    (sabotage/place sabotage
                    nodes
                    {:db         (local/db)
                     :os         os/noop
                     :net        net/noop
                     :ssh        {:dummy? true}
                     :ports      (local/ports nodes)
                     :class-path (or class-path (str (.getCanonicalPath (io/file dist)) "/*"))})
    {:db (db/db)
     :os debian/os}))

(defn test-map
  "A whole test from the command line's options."
  [{:keys [workload nemesis interval rate time-limit stale-reads local sabotage] :as opts}]
  (let [place   (place opts)
        work    ((workload/workloads workload) opts)
        clients (fn [first-key]
                  (gen/clients (gen/stagger (/ (double rate)) ((:generator work) first-key))))
        package (faults/package {:db       (:db place)
                                 :faults   nemesis
                                 :interval interval
                                 :sabotage (sabotage/package sabotage time-limit)})]
    (merge tests/noop-test
           (dissoc opts :nemesis)
           place
           {:name      (str/join " " (cond-> ["ariadne" workload]
                                       (seq nemesis) (into (sort (map name nemesis)))
                                       stale-reads   (conj "stale-reads")
                             sabotage      (conj sabotage)
                                       local         (conj "local")))
            :client    (client/client)
            :nemesis   (:nemesis package)
            :checker   (checks/all {:workload (:checker work)
                                    :nemeses  (:perf package)
                                    :faults   nemesis})
            :generator (gen/phases
                         (->> (clients 0)
                              (gen/nemesis (:generator package))
                              (gen/time-limit time-limit))
                         (gen/log "Healing")
                         (gen/nemesis (:final-generator package))
                         (gen/time-limit after-seconds (clients key-after))
                         (gen/log "Reading every key once more, through every node")
                         (gen/clients (:final-generator work))
                         (gen/nemesis faults/last-look))})))

(defn- check-options
  "What no single option can tell is wrong."
  [{:keys [options] :as parsed}]
  (let [{:keys [local nemesis nodes concurrency sabotage]} options
        problems (cond-> []
                   (and local (:partition nemesis))
                   (conj "--nemesis partition needs nodes of their own: not with --local")

                   (and sabotage (not local))
                   (conj "--sabotage needs --local")

                   (not (zero? (mod concurrency (* 2 (count nodes)))))
                   (conj (str "--concurrency has to be a multiple of " (* 2 (count nodes))
                              ", twice the number of nodes")))]
    (update parsed :errors into problems)))

(def bad-usage
  "Jepsen's exit status for what makes no sense."
  254)

(defn- judge-stored
  "Judges a history.edn; returns the exit status."
  [path]
  (try
    (case (:valid? (:results (stored/import! path)))
      true  0
      false 1
      2)
    (catch Exception e
      (if (imported/refused? e)
        (do (binding [*out* *err*]
              (println (ex-message e)))
            bad-usage)
        (throw e)))))

(defn- import-command
  "Judges what is named, and ends as `test` does."
  []
  {"import" {:opt-spec [cli/help-opt]
             :usage    "Usage: lein run import HISTORY.EDN\n\nBrings a history of ./ariadne into Jepsen's store, and judges it."
             :opt-fn   (fn [{:keys [arguments] :as parsed}]
                         (cond-> parsed
                           (not= 1 (count arguments))
                           (update :errors conj "Name one history.edn.")))
             :run      (fn [{:keys [arguments]}]
                         (System/exit (judge-stored (first arguments))))}})

(defn -main
  [& args]
  (cli/run! (merge (cli/single-test-cmd {:test-fn  test-map
                                         :opt-spec options
                                         :opt-fn   check-options
                                         :usage    (cli/test-usage)})
                   (import-command)
                   (cli/serve-cmd))
            args))
