(ns ariadne.effects
  "Whether the faults that were chosen did anything. A kill that finds no process, or a test that ends
  before the first partition, tries nothing; a test in which that is true of a chosen fault is no pass.")

(defn- reached
  "How many servers a nemesis' operation reached, going by its reports."
  [done {:keys [value]}]
  (if (map? value)
    (count (filter #(and (sequential? %) (= done (first %))) (vals value)))
    0))

(defn- cut
  "1 if a partition cut some link, else 0. Jepsen tells [:isolated {NODE #{THOSE-IT-DOES-NOT-HEAR}}]."
  [{:keys [value]}]
  (if (and (sequential? value)
           (= :isolated (first value))
           (some seq (vals (second value))))
    1
    0))

(def effect
  "How much an operation of the nemesis did, by the fault's name: the operation's :f and a function."
  {:kill      [:kill (partial reached :killed)]
   :pause     [:pause (partial reached :paused)]
   :partition [:start-partition cut]})

(defn verdict
  "Whether each of these faults, a set of names, did something."
  [faults history]
  (let [counts  (into (sorted-map)
                      (for [fault faults
                            :let [[f measure] (effect fault)]]
                        [fault (->> history
                                    (filter #(and (= :nemesis (:process %)) (= f (:f %))))
                                    (map measure)
                                    (reduce + 0))]))
        nothing (into (sorted-set) (map key) (filter (comp zero? val) counts))]
    (cond-> {:valid? (if (empty? nothing) true :unknown), :effects counts}
      (seq nothing) (assoc :did-nothing nothing
                           :error       "a fault that was chosen did nothing, so it was not tested"))))
