(ns ariadne.jepsen.stored
  "Histories that `./ariadne test` has stored, brought into a store of Jepsen's: judged there by
  Knossos, drawn by Jepsen's checkers, and open to `lein run serve`."
  (:require [ariadne.jepsen.checks :as checks]
            [clojure.edn :as edn]
            [clojure.java.io :as io]
            [clojure.string :as str]
            [jepsen [core :as jepsen]
                    [history :as h]
                    [independent :as independent]
                    [store :as store]
                    [tests :as tests]]
            [jepsen.store.format :as format])
  (:import (java.io File PushbackReader)))

(defn- lifted
  "An operation of a client on a key. In a file, Jepsen's tuple of a key and a value is a vector like
  any other; unless it is made a tuple again, the checkers see no keys, and find nothing wrong."
  [{:keys [process value] :as op}]
  (if (and (integer? process) (vector? value) (= 2 (count value)))
    (assoc op :value (apply independent/tuple value))
    op))

(defn read-history
  "A history.edn as Jepsen's history."
  [file]
  (with-open [reader (PushbackReader. (io/reader file))]
    (->> (repeatedly #(edn/read {:eof ::end, :default tagged-literal} reader))
         (take-while (complement #{::end}))
         (mapv lifted)
         h/history)))

(defn- run-name
  "After the directories that the history is in."
  [^File file]
  (->> [(.getParentFile (.getParentFile file)) (.getParentFile file)]
       (keep #(some-> ^File % .getName))
       (str/join " ")))

(defn import!
  "Stores a history and judges it. Returns the test with its :results."
  [path]
  (let [file    (.getCanonicalFile (io/file path))
        history (read-history file)
        test    (jepsen/prepare-test
                  (merge tests/noop-test
                         {:name    (str/trim (str "imported " (run-name file)))
                          :ssh     {:dummy? true}
                          :checker (checks/all {:workload (checks/registers)})}))]
    (store/with-handle [test test]
      (let [test (store/save-0! test)
            test (store/with-history! [test test]
                   (run! #(format/append-to-big-vector-block! (:history-writer (:store test)) %)
                         history)
                   test)]
        (-> test
            (dissoc :barrier)
            store/save-1!
            jepsen/analyze!
            jepsen/log-results)))))
