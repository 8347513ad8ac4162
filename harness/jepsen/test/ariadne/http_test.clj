(ns ariadne.http-test
  "How far a request got, with servers that break off wherever they like."
  (:require [ariadne.http :as http]
            [clojure.string :as str]
            [clojure.test :refer [deftest is]])
  (:import (java.io BufferedReader InputStreamReader)
           (java.net InetAddress ServerSocket Socket)))

(defn- loopback
  [port]
  {:host "127.0.0.1", :port port})

(defn- head
  "The request's head, its lines in lower case. Reads its body too: closing a socket with bytes unread
  takes back what was answered."
  [^Socket socket]
  (let [reader (BufferedReader. (InputStreamReader. (.getInputStream socket)))]
    (loop [lines []]
      (let [line (.readLine reader)]
        (if (str/blank? line)
          (let [length (some #(re-find #"(?<=^content-length: )\d+" %) lines)]
            (dotimes [_ (parse-long (or length "0"))]
              (.read reader))
            lines)
          (recur (conj lines (str/lower-case line))))))))

(defn- exchange-with
  "Sends a request to a server that answers just so and closes. Returns what came of it, and the
  request's head as the server saw it."
  [^String answer request]
  (with-open [server (ServerSocket. 0 1 (InetAddress/getLoopbackAddress))]
    (let [seen   (future
                   (with-open [socket (.accept server)]
                     (let [lines (head socket)]
                       (.write (.getOutputStream socket) (.getBytes answer "UTF-8"))
                       lines)))
          client (http/open)]
      (try
        [(http/exchange client (loopback (.getLocalPort server)) request) @seen]
        (finally
          (http/close! client))))))

(def put {:method "PUT", :path "/3", :body "5", :headers {"If-None-Match" "*"}})

(deftest a-whole-answer-is-a-status-and-a-body
  (let [[answer seen] (exchange-with "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n17"
                                     {:method "GET", :path "/3"})]
    (is (= {:status 200, :body "17"} answer))
    (is (= "get /3 http/1.1" (first seen)))))

(deftest a-request-carries-its-headers-and-its-length
  (let [[answer seen] (exchange-with "HTTP/1.1 204 No Content\r\n\r\n" put)]
    (is (= 204 (:status answer)))
    (is (= "put /3 http/1.1" (first seen)))
    (is (some #{"if-none-match: *"} seen))
    (is (some #{"content-length: 1"} seen))))

(deftest no-answer-and-half-an-answer-leave-everything-open
  (doseq [answer ["" "HTTP/1.1 204" "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n17"]]
    (is (= [:no-answer] (keys (first (exchange-with answer put)))) (pr-str answer))))

(deftest where-nobody-listens-nothing-is-sent
  (let [port   (with-open [server (ServerSocket. 0 1 (InetAddress/getLoopbackAddress))]
                 (.getLocalPort server))
        client (http/open)]
    (try
      (is (= [:not-sent] (keys (http/exchange client (loopback port) put))))
      (finally
        (http/close! client)))))
