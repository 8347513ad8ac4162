(ns ariadne.jepsen.faults
  "Faults by name, from Jepsen's own packages; and the recovery from them."
  (:require [ariadne.jepsen.nodes :as nodes]
            [clojure.tools.logging :refer [warn]]
            [jepsen [generator :as gen]
                    [nemesis :as nemesis]]
            [jepsen.nemesis.combined :as combined]))

(def all
  "What --nemesis takes, besides none."
  #{:kill :pause :partition})

(defn- well?
  "Waits for a node; says whether it came back."
  [test node]
  (try
    (nodes/await-healthy test node)
    :well
    (catch Exception e
      (warn e node "did not come back")
      :not-well)))

(def recovery
  "Waits until every node knows a leader again: {:f :recover}, completed with what became of each."
  (reify
    nemesis/Reflection
    (fs [_] #{:recover})

    nemesis/Nemesis
    (setup! [this _] this)

    (invoke! [_ test op]
      (assoc op :value (zipmap (:nodes test)
                               (pmap (partial well? test) (:nodes test)))))

    (teardown! [_ _])))

(defn package
  "A nemesis with its generators and colours, whose last act is to wait for the recovery. Only the
  packages that are asked for: others, such as that for clocks, prepare every node for what they might
  do. Options: :db, :faults, a set, and :interval, seconds between two operations."
  [{:keys [faults] :as opts}]
  (combined/compose-packages
    (cond-> []
      (some faults [:kill :pause]) (conj (combined/db-package opts))
      (:partition faults)          (conj (combined/partition-package opts))
      true                         (conj {:nemesis         recovery
                                          :final-generator (gen/once {:type :info, :f :recover})
                                          :perf            #{}}))))
