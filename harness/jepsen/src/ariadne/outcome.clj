(ns ariadne.outcome
  "Operations on a register as requests, and what their answers mean. A completion is

      :ok     it happened
      :fail   it certainly did not happen, and never will
      :info   it may have happened, or may happen yet

  Everything that is not certain is :info. A read changes nothing, so one that came to nothing is
  :fail. A key without a value reads as :absent, not as nil: in Knossos' registers a read of nil
  agrees with every state."
  (:require [clojure.string :as str]))

(def error-length-max
  "So many characters of an answer are quoted in an error."
  200)

(defn- escaped
  "Printable ASCII but % stands for itself, as the header Ariadne-If-Value wants it."
  [text]
  (->> (.getBytes (str text) "UTF-8")
       (map (fn [b]
              (let [b (bit-and b 0xff)]
                (if (and (< 0x20 b 0x7f) (not= b (int \%)))
                  (str (char b))
                  (format "%%%02X" b)))))
       str/join))

(defn request
  "The request for an operation {:f, :value} on key k. With stale? a read asks a node for its own
  copy, however old."
  [k {:keys [f value]} stale?]
  (let [path (str "/" k)]
    (case f
      :read  (cond-> {:method "GET", :path path}
               stale? (assoc :headers {"Ariadne-Read" "stale"}))
      :write {:method "PUT", :path path, :body (str value)}
      :cas   (let [[from to] value]
               {:method  "PUT"
                :path    path
                :body    (str to)
                :headers (if (= :absent from)
                           {"If-None-Match" "*"}
                           {"Ariadne-If-Value" (escaped from)})}))))

(defn- parsed
  "A number as this suite writes them, otherwise the text, which nobody wrote."
  [^String body]
  (if-let [number (parse-long body)]
    (if (= body (str number)) number body)
    body))

(defn- quoted
  [text]
  (let [text (str/trim (str text))]
    (subs text 0 (min error-length-max (count text)))))

(defn- certainly-not
  [value kind text]
  {:type :fail, :value value, :error [kind (quoted text)]})

(defn- perhaps
  [f value kind text]
  {:type  (if (= :read f) :fail :info)
   :value value
   :error [kind (quoted text)]})

(defn completion
  "What an operation {:f, :value} came to, given what `ariadne.http/exchange` returned: a map of
  :type, :value and perhaps :error. A :value of :fail and :info is the invocation's own."
  [{:keys [f value]} {:keys [status body not-sent no-answer]}]
  (cond
    not-sent                            (certainly-not value :not-sent not-sent)
    no-answer                           (perhaps f value :no-answer no-answer)
    (and (= :read f) (= 200 status))    {:type :ok, :value (parsed body)}
    (and (= :read f) (= 404 status))    {:type :ok, :value :absent}
    (and (not= :read f) (= 204 status)) {:type :ok, :value value}
    (and (= :cas f) (= 412 status))     {:type :fail, :value value, :error :cas-mismatch}
    (= 503 status)                      (certainly-not value :unavailable body)
    (= 413 status)                      (certainly-not value :too-large body)
    :else                               (perhaps f value (keyword (str "http-" status)) body)))
