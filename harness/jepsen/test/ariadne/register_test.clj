(ns ariadne.register-test
  (:require [ariadne.register :as register]
            [clojure.test :refer [deftest is]])
  (:import (java.util SplittableRandom)))

(defn- die
  [seed]
  (let [random (SplittableRandom. seed)]
    (fn [bound] (.nextLong random bound))))

(defn- ops
  "So many operations in a row, each done at once by a register that is really there."
  [n seed]
  (let [die (die seed)]
    (loop [register register/start, value :absent, done [], n n]
      (if (zero? n)
        done
        (let [[{:keys [f] :as op} register] (register/next-op register die)
              [from to] (when (= :cas f) (:value op))
              done-op   (case f
                          :read  (assoc op :type :ok, :value value)
                          :write (assoc op :type :ok)
                          :cas   (assoc op :type (if (= from value) :ok :fail)))
              value     (case f
                          :read  value
                          :write (:value op)
                          :cas   (if (= from value) to value))]
          (recur (register/observe register done-op) value (conj done done-op) (dec n)))))))

(defn- written
  [{:keys [f value]}]
  (case f
    :read  nil
    :write value
    :cas   (second value)))

(deftest no-value-is-written-twice
  (let [values (keep written (ops 1000 1))]
    (is (apply distinct? values))
    (is (= values (sort values)))))

(deftest all-kinds-of-operations-happen-and-some-comparisons-hold-and-some-fail
  (let [kinds (frequencies (map (juxt :f :type) (ops 1000 2)))]
    (doseq [kind [[:read :ok] [:write :ok] [:cas :ok] [:cas :fail]]]
      (is (< 20 (kinds kind 0)) (str kind " in " kinds)))))

(deftest the-first-comparison-can-expect-nothing
  (is (some (fn [seed]
              (let [[op] (register/next-op register/start (die seed))]
                (= {:f :cas, :value [:absent 1]} op)))
            (range 50))))

(deftest only-what-happened-has-been-seen
  (doseq [type [:invoke :fail :info]]
    (is (= register/start
           (register/observe register/start {:type type, :f :write, :value 9}))))
  (is (= 9 (:seen (register/observe register/start {:type :ok, :f :write, :value 9}))))
  (is (= 9 (:seen (register/observe register/start {:type :ok, :f :cas, :value [1 9]})))))
