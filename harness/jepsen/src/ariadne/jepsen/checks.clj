(ns ariadne.jepsen.checks
  "How histories are judged and drawn."
  (:require [clojure.java.io :as io]
            [clojure.string :as str]
            [clojure.tools.logging :refer [warn]]
            [jepsen [checker :as checker]
                    [independent :as independent]]
            [jepsen.checker.timeline :as timeline]
            [knossos.model :as model]))

(defn registers
  "Each key by itself: is it a register with compare-and-set? A key is :absent before its first write."
  []
  (independent/checker
    (checker/compose
      {:linearizable (checker/linearizable {:model (model/cas-register :absent)})
       :timeline     (timeline/html)})))

(defn- gnuplot?
  "Whether this machine can draw."
  []
  (some #(.canExecute (io/file % "gnuplot"))
        (str/split (or (System/getenv "PATH") "") #":")))

(defn- perf
  "Jepsen's graphs. Without gnuplot they would make every verdict unknown."
  [nemeses]
  (if (gnuplot?)
    (checker/perf {:nemeses nemeses})
    (do (warn "No gnuplot on the PATH: latencies and rates are not drawn")
        (checker/unbridled-optimism))))

(defn- recovery
  "Did every node come back after the faults were healed? Nothing to say where nobody waited for it."
  []
  (reify checker/Checker
    (check [_ _ history _]
      (let [missing (->> history
                         (filter (comp #{:recover} :f))
                         (mapcat :value)
                         (remove (comp #{:well} val))
                         (map key)
                         set)]
        {:valid? (empty? missing), :missing missing}))))

(defn all
  "The workload's checker, and what every test gets. Options: :workload, and :nemeses, for the colours
  of faults in graphs."
  [{:keys [workload nemeses]}]
  (checker/compose
    {:workload   workload
     :perf       (perf nemeses)
     :recovery   (recovery)
     :stats      (checker/stats)
     :exceptions (checker/unhandled-exceptions)
     :timeline   (timeline/html)}))
