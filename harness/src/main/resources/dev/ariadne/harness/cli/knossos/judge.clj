;; Evaluated in a Clojure of its own, with Knossos on its class path: text in, text out.

(ns ariadne.judge
  (:require [clojure.edn :as edn]
            [clojure.tools.logging.impl :as logging]))

(def factory "What clojure.tools.logging asks, while it is loaded, for how to log."
  "clojure.tools.logging.factory")

(defn silence
  "Nothing but the verdict is wanted, on no stream of ours."
  []
  logging/disabled-logger-factory)

(System/setProperty factory "ariadne.judge/silence")
(binding [*err* (java.io.StringWriter.)]
  (require '[knossos.linear :as linear]
           '[knossos.memory :as memory]
           '[knossos.model :as model]
           '[knossos.search :as search]
           '[knossos.wgl :as wgl]))
(System/clearProperty factory)

;; Where no order explains a history, both searches go on to try every order of what was pending, to
;; show how each ends: a number of paths that grows with the factorial of the clients, before they
;; say that it is not linearizable. Nobody reads these paths here.
(doseq [search '[knossos.linear knossos.wgl]]
  (when-let [paths (ns-resolve search 'final-paths)]
    (alter-var-root paths (constantly (constantly #{})))))

(defn- decide
  "Both of Knossos' searches at once; whichever is done first has decided."
  [model history limit-millis]
  (let [search  (search/competition {:linear (linear/start-analysis model history)
                                     :wgl    (wgl/start-analysis model history)})
        unwatch (memory/on-low-mem! #(search/abort! search :out-of-memory))]
    (try
      (search/results search limit-millis {:valid? :unknown, :cause :timeout})
      (finally
        (unwatch)))))

(defn judge
  "Takes {:initial, :limit-millis, :history} as EDN, where history is a vector of operation maps on one
  register. Returns {:valid?, :cause, :op} as EDN; op is what could not be explained."
  [text]
  (let [{:keys [initial limit-millis history]} (edn/read-string {:default tagged-literal} text)
        found (decide (model/cas-register initial) history limit-millis)]
    (pr-str {:valid? (:valid? found)
             :cause  (some-> (:cause found) str)
             :op     (some-> (:op found) (select-keys [:index :process :f :value]))})))

(defn close
  "Ends Clojure's threads."
  []
  (shutdown-agents))
