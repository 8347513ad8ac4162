(ns ariadne.jepsen.workload
  "Workloads by name: what clients do, as a :generator made from the first of the keys that nobody has
  touched yet, and a :checker of what they saw."
  (:require [ariadne.jepsen.checks :as checks]
            [ariadne.register :as register]
            [jepsen [generator :as gen]
                    [independent :as independent]
                    [random :as rand]]))

(def process-limit
  "Processes that may touch one key. Each operation of unknown outcome uses one up and stays
  concurrent with everything after it, which is what makes a history hard to check."
  20)

(defrecord Register [state]
  gen/Generator
  (op [this _ ctx]
    (let [[op state'] (register/next-op state rand/long)
          filled      (gen/fill-in-op op ctx)]
      (if (= :pending filled)
        [:pending this]
        [filled (Register. state')])))

  (update [_ _ _ event]
    (Register. (register/observe state event))))

(defn register
  "Reads, writes and compare-and-sets on registers, one after another, two processes for each node on
  each. Options: :nodes, :ops-per-key."
  [{:keys [nodes ops-per-key]}]
  {:generator (fn [first-key]
                (independent/concurrent-generator
                  (* 2 (count nodes))
                  (iterate inc first-key)
                  (fn [_]
                    (->> (Register. register/start)
                         ; Keys end at different times, so that not all begin together.
                         (gen/limit (long (* (+ 0.8 (rand/double 0.4)) ops-per-key)))
                         (gen/process-limit process-limit)))))
   :checker   (checks/registers)})

(def workloads
  {"register" register})
