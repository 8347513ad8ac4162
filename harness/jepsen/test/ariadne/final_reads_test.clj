(ns ariadne.final-reads-test
  (:require [ariadne.final-reads :as final-reads]
            [clojure.test :refer [are deftest is testing]]))

(def second-nanos 1000000000)

(defn- swept
  "Reads until the sweep ends, each read taking a second. Answer is given the key and how often it was
  asked before, and says :ok, :fail or :info. Returns the keys in the order in which they were read."
  [ks answer]
  (loop [sweep (final-reads/sweep ks), now 0, asked []]
    (let [k (final-reads/next-key sweep now)]
      (if (nil? k)
        asked
        (let [later (+ now second-nanos)
              type  (answer k (count (filter #{k} asked)))]
          (recur (-> sweep
                     (final-reads/asked 7 now)
                     (final-reads/completed {:type type, :process 7, :time later}))
                 later
                 (conj asked k)))))))

(deftest each-key-is-read-once
  (is (= [1 2 3] (swept [1 2 3] (constantly :ok))))
  (is (= [] (swept [] (constantly :ok)))))

(deftest a-key-that-was-not-read-is-asked-for-again-after-the-others
  (is (= [1 2 3 1 1] (swept [1 2 3] (fn [k before]
                                     (cond (not= 1 k) :ok
                                           (= 2 before) :ok
                                           (= 1 before) :info
                                           :else :fail))))))

(deftest a-node-through-which-nothing-comes-is-given-up
  (is (= (inc final-reads/no-progress-seconds) (count (swept [1 2] (constantly :fail)))))
  (testing "but not while something comes now and then"
    (let [asked (swept [1 2 3 4 5] (fn [k before] (if (= before (* 5 k)) :ok :fail)))]
      (is (= [1 2 3 4 5] (sort (distinct asked))))
      (is (< (* 2 final-reads/no-progress-seconds) (count asked))))))

(deftest the-last-reads-are-waited-for
  (let [sweep (final-reads/asked (final-reads/sweep [1]) 7 0)]
    (is (= :pending (final-reads/next-key sweep 1)))
    (is (= :pending (final-reads/next-key (final-reads/completed sweep {:type :ok, :process 8, :time 1})
                                          1))
        "what another process does is not about this key")))

(defn- op
  [type process f value & more]
  (merge {:type type, :process process, :f f, :value value} (apply hash-map more)))

(deftest what-was-written-is-what-may-have-happened
  (are [written history] (= written (final-reads/written history))
    #{}  []
    #{1} [(op :invoke 0 :write [1 5]) (op :ok 0 :write [1 5])]
    #{1} [(op :invoke 0 :write [1 5]) (op :info 0 :write [1 5])]
    #{1} [(op :invoke 0 :cas [1 [5 6]])]
    #{}  [(op :invoke 0 :write [1 5]) (op :fail 0 :write [1 5])]
    #{}  [(op :invoke 0 :read [1 nil]) (op :ok 0 :read [1 5])]
    #{2} [(op :info :nemesis :kill {"n1" [:killed 3]})
          (op :invoke 0 :read [1 nil]) (op :invoke 1 :write [2 1])]))

(def writes
  [(op :invoke 0 :write [1 5]) (op :ok 0 :write [1 5])
   (op :invoke 1 :cas [2 [5 6]]) (op :info 1 :cas [2 [5 6]])])

(defn- final-read
  [type node k]
  (op type 3 :read [k (if (= 1 k) 5 6)] :final true :node node))

(deftest a-test-without-final-reads-is-no-pass
  (let [verdict (partial final-reads/verdict ["a" "b"])]
    (is (= :unknown (:valid? (verdict writes))))
    (is (= {1 ["a" "b"], 2 ["a" "b"]} (:unread (verdict writes))))
    (is (= :unknown (:valid? (verdict [])))
        "nor is one in which nothing was written")
    (is (= :unknown (:valid? (verdict (conj writes
                                            (op :ok 3 :read [1 5] :node "a")
                                            (op :ok 3 :read [2 5] :node "a")
                                            (op :ok 3 :read [1 5] :node "b")
                                            (op :ok 3 :read [2 5] :node "b")))))
        "nor do other reads count")))

(deftest every-key-has-to-be-read-through-every-node
  (let [reads   (for [k [1 2], node ["a" "b"]] (final-read :ok node k))
        verdict (fn [reads] (final-reads/verdict ["a" "b"] (into writes reads)))]
    (is (= {:valid? true, :written-keys 2, :final-reads 4} (verdict reads)))
    (doseq [type [:fail :info :invoke]]
      (let [verdict (verdict (conj (rest reads) (final-read type "a" 1)))]
        (is (= :unknown (:valid? verdict)))
        (is (= {1 ["a"]} (:unread verdict)))))))

(deftest a-final-read-that-contradicts-what-was-acknowledged-is-wrong
  (let [write   (fn [process v type]
                  [(op :invoke process :write [1 v]) (op type process :write [1 v])])
        cas     (fn [process from to type]
                  [(op :invoke process :cas [1 [from to]]) (op type process :cas [1 [from to]])])
        reads   (fn [v] [(op :ok 3 :read [1 v] :final true :node "a")])
        verdict (fn [& parts] (final-reads/verdict ["a"] (apply concat parts)))]
    (are [acknowledged verdict] (= [false acknowledged]
                                   [(:valid? verdict) (:acknowledged (first (:wrong verdict)))])
      5        (verdict (write 0 5 :ok) (reads :absent))
      6        (verdict (write 0 5 :ok) (write 0 6 :ok) (reads 5))
      6        (verdict (write 0 5 :ok) (cas 0 5 6 :ok) (reads 5))
      7        (verdict (cas 0 :absent 5 :ok) (write 0 6 :info) (write 1 7 :ok) (reads 5))
      :nothing (verdict (write 0 5 :ok) (reads 9))
      :nothing (verdict (write 0 5 :ok) (write 0 6 :fail) (reads 6))
      :nothing (verdict (write 0 5 :ok) (reads "x")))
    (are [verdict] (= true (:valid? verdict))
      (verdict (write 0 5 :ok) (reads 5))
      (verdict (write 0 5 :info) (reads :absent))
      (verdict (write 0 5 :info) (write 1 6 :ok) (reads 5))
      (verdict (write 0 5 :ok) (write 0 6 :info) (reads 6))
      (verdict (write 0 5 :ok) (write 0 6 :fail) (reads 5))
      ; Concurrent writes may have come in either order.
      (verdict [(op :invoke 0 :write [1 5]) (op :invoke 1 :write [1 6])
                (op :ok 0 :write [1 5]) (op :ok 1 :write [1 6])]
               (reads 5)))))

(deftest a-verdict-names-some-keys-and-counts-all
  (let [writes (mapcat (fn [k] [(op :invoke 0 :write [k 5]) (op :ok 0 :write [k 5])]) (range 100))
        {:keys [unread unread-keys]} (final-reads/verdict ["a"] writes)]
    (is (= 100 unread-keys))
    (is (= (range final-reads/keys-shown-max) (keys unread)))))
