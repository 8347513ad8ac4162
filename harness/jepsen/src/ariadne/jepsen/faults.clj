(ns ariadne.jepsen.faults
  "Faults by name, from Jepsen's own packages."
  (:require [jepsen.nemesis.combined :as combined]))

(def all
  "What --nemesis takes, besides none."
  #{:kill :pause :partition})

(defn package
  "A nemesis with its generators and colours. Only the packages that are asked for: others, such as
  that for clocks, prepare every node for what they might do. Options: :db, :faults, a set, and
  :interval, seconds between two operations."
  [{:keys [faults] :as opts}]
  (let [process (combined/db-package opts)]
    (combined/compose-packages
      (cond-> []
        (some faults [:kill :pause]) (conj process)
        (:partition faults)          (conj (combined/partition-package opts))))))
