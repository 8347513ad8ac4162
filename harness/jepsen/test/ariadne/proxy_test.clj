(ns ariadne.proxy-test
  (:require [ariadne [http :as http]
                     [proxy :as proxy]]
            [clojure.test :refer [deftest is]])
  (:import (com.sun.net.httpserver HttpExchange HttpHandler HttpServer)
           (java.net InetAddress InetSocketAddress)))

(defn- register
  "A server that keeps what was put last, and answers 412 to a condition. Returns it and the value."
  []
  (let [value  (atom "0")
        server (HttpServer/create (InetSocketAddress. (InetAddress/getLoopbackAddress) 0) 0)]
    (.createContext server "/"
                    (reify HttpHandler
                      (handle [_ exchange]
                        (let [^HttpExchange exchange exchange
                              body (slurp (.getRequestBody exchange))
                              [status answer]
                              (cond
                                (= "GET" (.getRequestMethod exchange)) [200 @value]
                                (.containsKey (.getRequestHeaders exchange) "If-None-Match") [412 "no"]
                                :else (do (reset! value body) [204 ""]))]
                          (.sendResponseHeaders exchange status (if (seq answer) (count answer) -1))
                          (when (seq answer)
                            (.write (.getResponseBody exchange) (.getBytes ^String answer)))
                          (.close exchange)))))
    (.start server)
    [server value]))

(deftest a-proxy-passes-everything-on-until-it-lies
  (let [[^HttpServer server value] (register)
        proxy  (proxy/open {:host "127.0.0.1", :port (.getPort (.getAddress server))})
        client (http/open)
        ask    #(http/exchange client {:host "127.0.0.1", :port (:port proxy)} %)
        put    (fn [body & headers] {:method  "PUT", :path "/3?a=b", :body body
                                     :headers (apply hash-map headers)})
        get    {:method "GET", :path "/3?a=b"}]
    (try
      (is (= {:status 204, :body ""} (ask (put "1"))))
      (is (= {:status 412, :body "no"} (ask (put "2" "If-None-Match" "*"))))
      (is (= {:status 200, :body "1"} (ask get)))
      (proxy/lie! proxy :swallow)
      (is (= 204 (:status (ask (put "5")))))
      (is (= "1" @value (:body (ask get))))
      (proxy/lie! proxy :freeze)
      (is (= "1" (:body (ask get))))
      (is (= 204 (:status (ask (put "6")))))
      (is (= "6" @value))
      (is (= "1" (:body (ask get))))
      (.stop server 0)
      (proxy/lie! proxy :pass)
      (is (= [:no-answer] (keys (ask (put "7")))) "it knows of no answer, so it gives none")
      (finally
        (http/close! client)
        (proxy/close! proxy)
        (.stop server 0)))))
