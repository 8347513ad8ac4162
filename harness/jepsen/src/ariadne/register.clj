(ns ariadne.register
  "What clients do to one register, as a pure value: asked for the next operation, told of each
  completion. No value is written twice, so that a read says which write it saw; a compare-and-set
  mostly expects the value that somebody saw last, so that some succeed.")

(def start
  "Nothing has been written, and nothing seen."
  {:written 0, :seen :absent})

(defn next-op
  "The next operation {:f, :value} and the register after it: [op register]. Die is called with a
  bound and returns a whole number from 0 to below it. Four of ten are reads, three writes, three
  compare-and-sets, of which one in six expects a value from earlier."
  [{:keys [written seen] :as register} die]
  (let [tenth (die 10)
        fresh (inc written)
        after (assoc register :written fresh)]
    (cond
      (< tenth 4) [{:f :read, :value nil} register]
      (< tenth 7) [{:f :write, :value fresh} after]
      :else       (let [expected (if (and (pos? written) (zero? (die 6)))
                                   (inc (die written))
                                   seen)]
                    [{:f :cas, :value [expected fresh]} after]))))

(defn observe
  "The register after a completion {:type, :f, :value}."
  [register {:keys [type f value]}]
  (if (= :ok type)
    (assoc register :seen (case f
                            (:read :write) value
                            :cas           (second value)))
    register))
