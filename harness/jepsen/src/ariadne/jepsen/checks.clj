(ns ariadne.jepsen.checks
  "How histories are judged and drawn."
  (:require [ariadne [effects :as effects]
                     [final-reads :as final-reads]
                     [imported :as imported]
                     [lifecycle :as lifecycle]]
            [clojure.java.io :as io]
            [clojure.string :as str]
            [clojure.tools.logging :refer [warn]]
            [jepsen [checker :as checker]
                    [history :as h]
                    [independent :as independent]
                    [store :as store]
                    [util :as util]]
            [jepsen.checker.timeline :as timeline]
            [knossos.model :as model]))

(defn by-key
  "Each key by itself, and a verdict only where there are keys: Jepsen's own passes a history in which
  it sees none."
  [name checker]
  (let [each (independent/checker
               (checker/compose {name      checker
                                 :timeline (timeline/html)}))]
    (reify checker/Checker
      (check [_ test history opts]
        (if (empty? (independent/history-keys history))
          {:valid? :unknown, :error "there is no key in this history"}
          (checker/check each test history opts))))))

(def judging-seconds
  "Knossos may take so long for a key; then it is :unknown. A violation among many operations of unknown
  outcome can take it for ever, and nobody would see what the other checkers have found."
  60)

(defn- bounded
  [checker]
  (reify checker/Checker
    (check [_ test history opts]
      (util/timeout (* 1000 judging-seconds)
                    {:valid? :unknown, :error (str "not decided within " judging-seconds " s")}
                    (checker/check checker test history opts)))))

(defn registers
  "Each key by itself: is it a register with compare-and-set? A key is :absent before its first write."
  []
  (by-key :linearizable (bounded (checker/linearizable {:model (model/cas-register :absent)}))))

(defn counters
  "Each key by itself: is every read of the counter within what was added?"
  []
  (let [counter (checker/counter)]
    (by-key :counter (reify checker/Checker
                       (check [_ test history opts]
                         ; It takes every value for a number, those of the nemesis too.
                         (checker/check counter test (h/client-ops history) opts))))))

(defn- on-path?
  "Whether this machine has a program."
  [program]
  (some #(.canExecute (io/file % program))
        (str/split (or (System/getenv "PATH") "") #":")))

(defn lists
  "All keys together: are appends and reads linearizable? Elle's question for transactions of one
  operation each, strict serializability, is the same."
  []
  (let [check (try
                (requiring-resolve 'elle.list-append/check)
                (catch java.io.FileNotFoundException _
                  (throw (imported/refusal "lists are judged by Elle, which is not on the class path"))))]
    (reify checker/Checker
      (check [_ test history {:keys [subdirectory]}]
        (check (cond-> {:consistency-models [:strict-serializable]}
                 ; Elle draws what it has found there with dot, and fails without it.
                 (on-path? "dot")
                 (assoc :directory (.getCanonicalPath (store/path! test subdirectory "elle"))))
               history)))))

(defn- perf
  "Jepsen's graphs. Without gnuplot they would make every verdict unknown."
  [nemeses]
  (if (on-path? "gnuplot")
    (checker/perf {:nemeses nemeses})
    (do (warn "No gnuplot on the PATH: latencies and rates are not drawn")
        (checker/unbridled-optimism))))

(defn- of-history
  "A checker that asks a function of the test and its history."
  [f]
  (reify checker/Checker
    (check [_ test history _]
      (f test history))))

(defn- stats
  "Jepsen's statistics. They call it false that some kind of operation never succeeded, which is no
  violation: too little has happened to say anything."
  []
  (let [stats (checker/stats)]
    (reify checker/Checker
      (check [_ test history opts]
        (update (checker/check stats test history opts) :valid? #(or % :unknown))))))

(defn- of-any-history
  [{:keys [workload nemeses]}]
  {:workload   workload
   :perf       (perf nemeses)
   :stats      (stats)
   :exceptions (checker/unhandled-exceptions)
   :timeline   (timeline/html)})

(defn imported
  "What any history can be asked. Options: :workload, its checker."
  [opts]
  (checker/compose (of-any-history opts)))

(defn all
  "What every test is asked: besides that, whether the faults did something, no server ended by itself,
  every node came back, and every key was read at the end. Options: :workload, its checker; :nemeses, for
  the colours of faults in graphs; :faults, a set of names."
  [{:keys [faults] :as opts}]
  (checker/compose
    (merge (of-any-history opts)
           {:faults      (of-history (fn [_ history] (effects/verdict faults history)))
            :nodes       (of-history (fn [_ history] (lifecycle/verdict history)))
            :recovery    (of-history (fn [_ history] (lifecycle/recovery history)))
            :final-reads (of-history (fn [test history]
                                       (final-reads/verdict (:nodes test) history)))})))
