(ns ariadne.jepsen.stored
  "Histories that `./ariadne test` has stored, brought into a store of Jepsen's: judged there by
  Knossos, Elle, or Jepsen's checker for counters, drawn by Jepsen's checkers, and open to `lein run
  serve`."
  (:require [ariadne.imported :as imported]
            [ariadne.jepsen.checks :as checks]
            [clojure.java.io :as io]
            [clojure.string :as str]
            [jepsen [core :as jepsen]
                    [history :as h]
                    [independent :as independent]
                    [store :as store]
                    [tests :as tests]]
            [jepsen.store.format :as format])
  (:import (java.io File)))

(defn- lifted
  "An operation of a client on a key. In a file, Jepsen's tuple of a key and a value is a vector like
  any other; unless it is made a tuple again, the checkers see no keys, and find nothing wrong."
  [{:keys [process value] :as op}]
  (if (integer? process)
    (assoc op :value (apply independent/tuple value))
    op))

(defn read-history
  "What is in a history.edn, as {:kind, :history}; refuses what cannot be judged."
  [path]
  (let [operations (imported/read-operations path)
        kind       (imported/kind path operations)]
    (imported/refuse-disorder path operations)
    {:kind    kind
     :history (h/history (cond->> (imported/translated kind operations)
                           (not= :lists kind) (mapv lifted)))}))

(defn- workload
  [kind]
  (case kind
    :registers (checks/registers)
    :lists     (checks/lists)
    :counters  (checks/counters)))

(defn- run-name
  "After the directories that the history is in."
  [^File file]
  (->> [(some-> file .getParentFile .getParentFile) (.getParentFile file)]
       (keep #(some-> ^File % .getName))
       (str/join " ")))

(defn import!
  "Stores a history and judges it. Returns the test with its :results."
  [path]
  (let [{:keys [kind history]} (read-history path)
        test (jepsen/prepare-test
               (merge tests/noop-test
                      {:name    (str/trim (str "imported " (run-name (.getCanonicalFile (io/file path)))))
                       :ssh     {:dummy? true}
                       :checker (checks/imported {:workload (workload kind)})}))]
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
