(ns ariadne.final-reads
  "The reads at a test's end: once the faults are healed, every key is read through every node. Without
  them a cluster that has lost what nobody asked for again would pass.

  A final read is an operation with :final true, completed with :node, the node that was asked. Which
  value it may return is the linearizability checker's question; here it is only asked whether it came.")

(def no-progress-seconds
  "A node through which no final read succeeds for so long is given up."
  30)

(def keys-shown-max
  "A verdict names so many keys; it counts all."
  20)

(defn sweep
  "The reads through one node: each of these keys until it was read once."
  [ks]
  {:waiting (into clojure.lang.PersistentQueue/EMPTY ks), :asked {}, :since nil})

(defn next-key
  "The key to be read next, :pending while the last ones are being read, or nil: all were read, or the
  node has been given up. Now is the test's time in nanoseconds."
  [{:keys [waiting asked since]} now]
  (cond
    (and since (< (* no-progress-seconds 1000000000) (- now since))) nil
    (seq waiting)                                                   (peek waiting)
    (seq asked)                                                     :pending))

(defn asked
  "The sweep once this process has been told to read the next key."
  [{:keys [waiting since] :as sweep} process now]
  (-> sweep
      (assoc :waiting (pop waiting), :since (or since now))
      (assoc-in [:asked process] (peek waiting))))

(defn completed
  "The sweep after a completion. A key that was not read waits for its turn again."
  [sweep {:keys [type process time]}]
  (let [k (get-in sweep [:asked process] ::none)]
    (cond
      (or (= :invoke type) (= ::none k)) sweep
      (= :ok type)                       (-> sweep
                                             (update :asked dissoc process)
                                             (assoc :since time))
      :else                              (-> sweep
                                             (update :asked dissoc process)
                                             (update :waiting conj k)))))

(defn written
  "The keys that a history may have given a value: by writes and compare-and-sets that happened, or may
  have. An operation without a completion may have happened."
  [history]
  (loop [open {}, done (sorted-set), ops (seq history)]
    (if-let [{:keys [type f process value]} (first ops)]
      (cond
        (not (integer? process))              (recur open done (next ops))
        (and (= :invoke type) (#{:write :cas} f))
        (recur (assoc open process (first value)) done (next ops))

        (contains? open process)
        (recur (dissoc open process)
               (if (= :fail type) done (conj done (open process)))
               (next ops))

        :else                                 (recur open done (next ops)))
      (into done (vals open)))))

(defn- new-value
  "What a write or compare-and-set leaves there."
  [f v]
  (if (= :cas f) (second v) v))

(defn- changes
  "By key, its writes and compare-and-sets, each {:value, :type, :began, :ended}, the last two counted in
  operations. The type is that of the completion, :info where there is none."
  [history]
  (loop [open {}, done {}, i 0, ops (seq history)]
    (if-let [{:keys [type f process value]} (first ops)]
      (cond
        (not (integer? process))
        (recur open done (inc i) (next ops))

        (and (= :invoke type) (#{:write :cas} f))
        (recur (assoc open process {:key   (first value)
                                    :value (new-value f (second value))
                                    :type  :info
                                    :began i})
               done (inc i) (next ops))

        (contains? open process)
        (let [change (assoc (open process) :type type :ended i)]
          (recur (dissoc open process) (update done (:key change) (fnil conj []) change)
                 (inc i) (next ops)))

        :else
        (recur open done (inc i) (next ops)))
      (reduce (fn [done change]
                (update done (:key change) (fnil conj []) change))
              done
              (vals open)))))

(defn- contradiction
  "An acknowledged change that a final read of v contradicts, if there is one that needs no search. No
  value is written twice, and nothing takes a value away; so no value comes back once a later one has
  been acknowledged."
  [changes v]
  (let [acknowledged (filter (comp #{:ok} :type) changes)
        own          (first (filter (comp #{v} :value) changes))]
    (cond
      (= :absent v)      (first acknowledged)
      (nil? own)         {:value :nothing, :type :phantom}
      (= :ok (:type own)) (first (filter #(< (:ended own) (:began %)) acknowledged))
      (= :fail (:type own)) {:value :nothing, :type :phantom})))

(defn wrong
  "The final reads that cannot be, without a search: {:key, :node, :read, :acknowledged}, the last one a
  value that was written later, or :nothing if nobody wrote what was read."
  [history]
  (let [changes (changes history)]
    (for [{:keys [final type value node]} history
          :when (and final (= :ok type))
          :let [[k v] value
                found (contradiction (changes k) v)]
          :when found]
      {:key k, :node node, :read v, :acknowledged (:value found)})))

(defn verdict
  "Whether every written key was read through every node, and what was read can be. A key that was not
  read proves nothing wrong, so it is :unknown, not false; and so is a history in which nothing was
  written. Whatever needs a search is left to the linearizability checker."
  [nodes history]
  (let [written (written history)
        wrong   (wrong history)
        read    (->> history
                     (filter #(and (:final %) (= :ok (:type %)) (= :read (:f %))))
                     (map (fn [{:keys [value node]}] [(first value) node]))
                     set)
        missing (->> (for [k written]
                       [k (vec (remove #(read [k %]) nodes))])
                     (filter (comp seq second)))]
    (cond-> {:valid?       (cond
                             (seq wrong)                               false
                             (and (seq written) (empty? missing)) true
                             :else                                     :unknown)
             :written-keys (count written)
             :final-reads  (count read)}
      (seq wrong)      (assoc :wrong-reads (count wrong)
                              :wrong       (vec (take keys-shown-max wrong)))
      (empty? written) (assoc :error "no key was written, so nothing can have been lost")
      (seq missing)    (assoc :error        "not every written key was read through every node at the end"
                              :unread-keys  (count missing)
                              :unread       (into (sorted-map) (take keys-shown-max missing))))))
