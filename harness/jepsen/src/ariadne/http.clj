(ns ariadne.http
  "One request to one node, and how far it got:

      {:status 204, :body \"\"}   a whole answer came
      {:not-sent why}            nothing of the request has left: the server cannot have seen it
      {:no-answer why}           some of it may have left, and no whole answer came"
  (:import (java.io IOException)
           (java.net ConnectException URI)
           (java.net.http HttpClient HttpClient$Version HttpConnectTimeoutException HttpRequest
                          HttpRequest$BodyPublishers HttpRequest$Builder HttpResponse
                          HttpResponse$BodyHandlers)
           (java.time Duration)))

(def connect-millis
  "For this long a node may take to accept a connection."
  1000)

(def server-millis
  "The server's own bound: it answers after so long at the latest (--request-timeout-ms, which is set to
  this; it is also the default)."
  5000)

(def answer-millis
  "For this long a node may take to answer: longer than its own bound, so that it can say what became of
  the request."
  (+ server-millis 2000))

(defn open
  "A client with connections of its own."
  ^HttpClient []
  (-> (HttpClient/newBuilder)
      (.version HttpClient$Version/HTTP_1_1)
      (.connectTimeout (Duration/ofMillis connect-millis))
      (.build)))

(defn close!
  [^HttpClient client]
  (.shutdownNow client))

(defn- built
  ^HttpRequest [{:keys [host port]} {:keys [method path headers body]}]
  (let [uri       (URI/create (str "http://" host ":" port path))
        publisher (if body
                    (HttpRequest$BodyPublishers/ofString body)
                    (HttpRequest$BodyPublishers/noBody))
        builder   (-> (HttpRequest/newBuilder uri)
                      (.timeout (Duration/ofMillis answer-millis))
                      (.method method publisher))]
    (doseq [[name value] headers]
      (.header ^HttpRequest$Builder builder name value))
    (.build builder)))

(defn exchange
  "Sends {:method, :path, :headers, :body} to {:host, :port} and waits for what becomes of it. The
  JDK's client sends a PUT once, and never again on its own."
  [^HttpClient client address request]
  (try
    (let [^HttpResponse response (.send client
                                        (built address request)
                                        (HttpResponse$BodyHandlers/ofString))]
      {:status (.statusCode response)
       :body   (.body response)})
    (catch ConnectException e
      {:not-sent (str e)})
    (catch HttpConnectTimeoutException e
      {:not-sent (str e)})
    (catch IOException e
      {:no-answer (str e)})))
