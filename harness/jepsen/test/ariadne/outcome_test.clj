(ns ariadne.outcome-test
  (:require [ariadne.outcome :as outcome]
            [clojure.test :refer [are deftest is testing]]))

(def read-op  {:f :read, :value nil})
(def write-op {:f :write, :value 5})
(def cas-op   {:f :cas, :value [5 6]})

(deftest operations-are-requests-on-the-key-itself
  (are [op request] (= request (outcome/request 3 op false))
    read-op  {:method "GET", :path "/3"}
    write-op {:method "PUT", :path "/3", :body "5"}
    cas-op   {:method "PUT", :path "/3", :body "6", :headers {"Ariadne-If-Value" "5"}}))

(deftest a-stale-read-asks-for-the-nodes-own-copy
  (is (= {"Ariadne-Read" "stale"} (:headers (outcome/request 3 read-op true))))
  (is (= (outcome/request 3 write-op false) (outcome/request 3 write-op true))))

(deftest what-has-to-be-there-can-be-nothing-or-any-bytes
  (is (= {"If-None-Match" "*"}
         (:headers (outcome/request 3 {:f :cas, :value [:absent 1]} false))))
  (is (= {"Ariadne-If-Value" "a%20%25%C3%A9"}
         (:headers (outcome/request 3 {:f :cas, :value ["a %é" 1]} false)))))

(deftest what-happened-is-ok
  (are [op answer value] (= {:type :ok, :value value} (outcome/completion op answer))
    read-op  {:status 200, :body "17"} 17
    read-op  {:status 200, :body "-3"} -3
    write-op {:status 204, :body ""}   5
    cas-op   {:status 204, :body ""}   [5 6]))

(deftest a-key-without-a-value-reads-as-absent-never-as-nil
  (is (= {:type :ok, :value :absent}
         (outcome/completion read-op {:status 404, :body "Failed to GET"}))))

(deftest a-value-that-nobody-wrote-is-not-mended
  (are [body] (= body (:value (outcome/completion read-op {:status 200, :body body})))
    "" "07" "+7" "seven" "99999999999999999999"))

(deftest what-certainly-did-not-happen-fails
  (are [answer] (= :fail
                   (:type (outcome/completion read-op answer))
                   (:type (outcome/completion write-op answer))
                   (:type (outcome/completion cas-op answer)))
    {:not-sent "refused"}
    {:status 503, :body "no leader"}
    {:status 413, :body "too large"})
  (is (= {:type :fail, :value [5 6], :error :cas-mismatch}
         (outcome/completion cas-op {:status 412, :body ""}))))

(deftest what-may-have-happened-is-unknown-but-a-read-changes-nothing
  (doseq [answer [{:no-answer "reset"}
                  {:status 504, :body "unknown"}
                  {:status 500, :body ""}
                  {:status 200, :body ""}]]
    (testing answer
      (is (= :info
             (:type (outcome/completion write-op answer))
             (:type (outcome/completion cas-op answer))))))
  (is (= :fail
         (:type (outcome/completion read-op {:no-answer "reset"}))
         (:type (outcome/completion read-op {:status 504, :body ""}))
         (:type (outcome/completion read-op {:status 204, :body ""}))))
  (is (= :info (:type (outcome/completion write-op {:status 412, :body ""})))
      "a plain write has no condition to fail"))

(deftest failures-keep-the-invocations-value-and-say-why
  (is (= {:type :info, :value [5 6], :error [:no-answer "reset"]}
         (outcome/completion cas-op {:no-answer "reset"})))
  (is (= [:unavailable (apply str (repeat outcome/error-length-max "x"))]
         (:error (outcome/completion write-op {:status 503, :body (apply str (repeat 999 "x"))})))))
