(ns ariadne.jepsen.workload
  "Workloads by name: what clients do, as a :generator made from the first of the keys that nobody has
  touched yet; a :final-generator, which reads at the end what all of those have touched; and a :checker
  of what they saw."
  (:require [ariadne [final-reads :as final-reads]
                     [register :as register]]
            [ariadne.jepsen.checks :as checks]
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

(defrecord Sweep [state]
  gen/Generator
  (op [this _ ctx]
    (when-let [k (final-reads/next-key state (:time ctx))]
      (let [op (if (= :pending k)
                 :pending
                 (gen/fill-in-op {:f :read, :value (independent/tuple k nil), :final true} ctx))]
        (if (= :pending op)
          [:pending this]
          [op (Sweep. (final-reads/asked state (:process op) (:time op)))]))))

  (update [_ _ _ event]
    (Sweep. (final-reads/completed state event))))

(defn- final-reads
  "Reads each of these keys through each node. Worker number i is a client of node i modulo the nodes."
  [nodes ks]
  (let [n (count nodes)]
    (->> (range n)
         (map (fn [i]
                (gen/on-threads #(and (integer? %) (= i (mod % n)))
                                (Sweep. (final-reads/sweep ks)))))
         (apply gen/any))))

(defn register
  "Reads, writes and compare-and-sets on registers, one after another, two processes for each node on
  each. Options: :nodes, :ops-per-key."
  [{:keys [nodes ops-per-key]}]
  (let [touched (atom (sorted-set))]
    {:generator       (fn [first-key]
                        (independent/concurrent-generator
                          (* 2 (count nodes))
                          (iterate inc first-key)
                          (fn [k]
                            (swap! touched conj k)
                            (->> (Register. register/start)
                                 ; Keys end at different times, so that not all begin together.
                                 (gen/limit (long (* (+ 0.8 (rand/double 0.4)) ops-per-key)))
                                 (gen/process-limit process-limit)))))
     ; Not before it is asked for: then the other operations have all been.
     :final-generator (delay (final-reads nodes @touched))
     :checker         (checks/registers)}))

(def workloads
  {"register" register})
