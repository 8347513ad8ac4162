(ns ariadne.jepsen.nodes
  "What the control node can learn of the others, however they are run."
  (:require [ariadne [command :as command]
                     [http :as http]]
            [jepsen.util :as util]))

(defprotocol Watched
  "A database that knows in which state it has left each server."
  (ended [db test node]
    "The report on a server that ended by itself (see ariadne.lifecycle), nil if it is as it was left."))

(def start-millis
  "A cluster that does not answer after this long is not going to."
  60000)

(defn ask
  "One request to one node, over a connection of its own."
  [test node request]
  (let [connection (http/open)]
    (try
      (http/exchange connection (command/http-address test node) request)
      (finally
        (http/close! connection)))))

(defn await-healthy
  "Returns once the node knows a leader; throws if it takes too long. On the first start each node
  waits for all others."
  [test node]
  (util/await-fn
    (fn check []
      (let [answer (ask test node command/health)]
        (or (= 200 (:status answer))
            (throw (ex-info (str node " is not well yet") {:answer answer})))))
    {:timeout        start-millis
     :retry-interval 200
     :log-interval   10000
     :log-message    (str "Waiting for " node " to know a leader")}))

(defn leaders
  "The nodes that say they lead: mostly one, none during an election, now and then two."
  [test]
  (->> (:nodes test)
       (pmap (fn [node] (when (command/leads? (ask test node command/status)) node)))
       (filterv some?)))
