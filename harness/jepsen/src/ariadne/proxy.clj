(ns ariadne.proxy
  "A server that stands before one of ours and passes requests on, until it is told to lie. It is one of
  the faults that tests are tried with, to see whether they notice.

      :pass     every request is passed on, every answer handed back
      :swallow  a PUT is answered with 204 and goes no further
      :freeze   a GET of a key is answered as the first one since then was"
  (:require [ariadne.http :as http])
  (:import (com.sun.net.httpserver HttpExchange HttpHandler HttpServer)
           (java.net InetAddress InetSocketAddress)
           (java.util.concurrent Executors ExecutorService)))

(def backlog
  "So many connections may wait to be accepted."
  128)

(defn- request
  "What has come, as `ariadne.http/exchange` takes it."
  [^HttpExchange exchange]
  (let [body (slurp (.getRequestBody exchange))]
    (cond-> {:method  (.getRequestMethod exchange)
             :path    (str (.getRequestURI exchange))
             :headers (into {}
                            (for [[name values] (.getRequestHeaders exchange)
                                  :when (re-find #"(?i)^(ariadne-|if-)" name)]
                              [name (first values)]))}
      (seq body) (assoc :body body))))

(defn- answer!
  "Hands an answer back; without one the connection is closed."
  [^HttpExchange exchange {:keys [status ^String body]}]
  (when status
    (let [bytes (.getBytes (or body "") "UTF-8")]
      (.sendResponseHeaders exchange status (if (zero? (alength bytes)) -1 (alength bytes)))
      (when (pos? (alength bytes))
        (.write (.getResponseBody exchange) bytes))))
  (.close exchange))

(defn- answer
  "What to answer. Pass returns the true answer."
  [{:keys [mode frozen]} {:keys [method path]} pass]
  (case [@mode method]
    [:swallow "PUT"] {:status 204}
    [:freeze "GET"]  (or (get @frozen path)
                         (let [{:keys [status] :as answer} (pass)]
                           (when (#{200 404} status)
                             (swap! frozen assoc path answer))
                           answer))
    (pass)))

(defn open
  "Listens on loopback for requests to this address. Returns the proxy, with its :port."
  [address]
  (let [server  (HttpServer/create (InetSocketAddress. (InetAddress/getLoopbackAddress) 0) backlog)
        threads (Executors/newVirtualThreadPerTaskExecutor)
        client  (http/open)
        proxy   {:mode (atom :pass), :frozen (atom {}), :server server, :threads threads, :client client
                 :port (.getPort (.getAddress server))}]
    (.createContext server "/" (reify HttpHandler
                                 (handle [_ exchange]
                                   (let [request (request exchange)
                                         pass    #(http/exchange client address request)]
                                     (answer! exchange (answer proxy request pass))))))
    (.setExecutor server threads)
    (.start server)
    proxy))

(defn lie!
  "From here on the proxy does this."
  [{:keys [mode]} lie]
  (reset! mode lie))

(defn close!
  [{:keys [^HttpServer server ^ExecutorService threads client]}]
  (.stop server 0)
  (.shutdownNow threads)
  (http/close! client))
