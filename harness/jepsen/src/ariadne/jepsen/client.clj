(ns ariadne.jepsen.client
  "A Jepsen client that stays with its node."
  (:require [ariadne [command :as command]
                     [http :as http]
                     [outcome :as outcome]]
            [jepsen [client :as client]
                    [independent :as independent]]))

(def pause-millis
  "After an operation that could not be sent, or a final read that found nothing: they are not to fill
  the history."
  100)

(defrecord Client [connection node address]
  client/Client
  (open! [this test node]
    (assoc this
           :connection (http/open)
           :node       node
           :address    (command/client-address test node)))

  (setup! [_ _])

  (invoke! [_ test op]
    (let [[k v]    (:value op)
          inner    {:f (:f op), :value v}
          exchange (http/exchange connection address
                                  (outcome/request k inner (:stale-reads test)))
          {:keys [type value error]} (outcome/completion inner exchange)]
      (when (or (:not-sent exchange)
                (and (:final op) (not= :ok type)))
        (Thread/sleep (long pause-millis)))
      (cond-> (assoc op :type type, :value (independent/tuple k value))
        error       (assoc :error error)
        (:final op) (assoc :node node))))

  (teardown! [_ _])

  (close! [_ _]
    (http/close! connection)))

(defn client
  []
  (map->Client {}))
