(ns ariadne.runner
  "Runs the tests of the namespaces that need no Jepsen, one by one, for the Maven build."
  (:require [clojure.string :as str]
            [clojure.test :as t])
  (:import (java.io StringWriter)))

(def namespaces
  '[ariadne.command-test ariadne.effects-test ariadne.final-reads-test ariadne.http-test
    ariadne.imported-test ariadne.lifecycle-test ariadne.outcome-test ariadne.proxy-test
    ariadne.register-test ariadne.server-test])

(defn tests
  "All tests as [name var], in the order of their sources."
  []
  (apply require namespaces)
  (vec (for [ns namespaces
             v  (sort-by (comp :line meta) (filter (comp :test meta) (vals (ns-publics ns))))]
         [(str (str/replace (name ns) "ariadne." "") ": "
               (str/replace (name (:name (meta v))) "-" " "))
          v])))

(defn failures
  "Runs one test. Returns what is wrong, or nil. A test that asserts nothing is wrong too."
  [v]
  (let [out (StringWriter.)]
    (binding [t/*report-counters* (ref t/*initial-report-counters*)
              t/*test-out*        out]
      (t/test-vars [v])
      (let [{:keys [pass fail error]} @t/*report-counters*]
        (cond
          (pos? (+ fail error)) (str out)
          (zero? pass)          "it asserts nothing")))))
