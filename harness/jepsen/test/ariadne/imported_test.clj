(ns ariadne.imported-test
  (:require [ariadne.imported :as imported]
            [clojure.string :as str]
            [clojure.test :refer [are deftest is]])
  (:import (java.io File)
           (java.nio.file Files)))

(defn- with-file
  "Calls f with the path of a file of these bytes."
  [^bytes bytes f]
  (let [file (File/createTempFile "history" ".edn")]
    (try
      (Files/write (.toPath file) bytes (make-array java.nio.file.OpenOption 0))
      (f (str file))
      (finally
        (.delete file)))))

(defn- judged
  "What becomes of a file of this text: [kind operations], or the line that refuses it, with FILE for its
  name."
  [^String text]
  (with-file (.getBytes text "UTF-8")
             (fn [path]
               (try
                 (let [operations (imported/read-operations path)
                       kind       (imported/kind path operations)]
                   (imported/refuse-disorder path operations)
                   [kind operations])
                 (catch Exception e
                   (if (imported/refused? e)
                     (str/replace (ex-message e) path "FILE")
                     (throw e)))))))

(defn- line
  [type f value & more]
  (prn-str (merge {:process 0, :type type, :f f, :value value} (apply hash-map more))))

(deftest the-kind-is-told-from-the-operations
  (are [kind lines] (= kind (first (judged lines)))
    :registers (line :invoke :read [0 nil])
    :registers (str (line :invoke :write [0 1]) (line :invoke :cas [0 [1 2]] :process 1))
    :registers (line :invoke :add [7 7])
    :lists     (str (line :invoke :append [0 1]) (line :invoke :read [0 nil] :process 1)
                    (line :ok :read [0 [1]] :process 1))
    :counters  (str (line :invoke :increment [0 1]) (line :invoke :read [0 nil] :process 1)
                    (line :ok :read [0 :absent] :process 1)))
  (is (= 2 (count (second (judged (str "[" (line :invoke :read [0 nil]) (line :ok :read [0 :absent])
                                       "]")))))))

(deftest what-cannot-be-judged-is-refused-in-one-line
  (are [words text] (let [line (judged text)]
                      (and (string? line) (str/includes? line words) (not (str/includes? line "\n"))))
    "FILE holds no operation"         ""
    "FILE holds no operation"         " ; nothing\n"
    "FILE holds no operation"         "[]"
    "this is not EDN: EOF"            (str (line :invoke :read [0 nil]) "{:type :invoke")
    "line 1: this is not EDN"         "}"
    "line 1: this is not EDN"         "{:a 1 :a 2}"
    "nested too deeply"               (apply str (repeat 100000 "["))
    "is no operation"                 "17"
    "is no operation"                 "{:process 0, :type :done, :f :read}"
    "is no operation"                 "{:process \"0\", :type :ok, :f :read}"
    "is no operation"                 "{:process 0, :type :ok, :f \"read\"}"
    "no operation of a client"        "{:process :nemesis, :type :info, :f :kill}"
    "these are judged"                (line :invoke :enqueue [0 1])
    "these are judged"                (str (line :invoke :append [0 1]) (line :invoke :write [0 1]))
    "no value [key value]"            (line :invoke :read nil)
    "no value [key value]"            (line :invoke :write 3)
    "no value [key value]"            (line :invoke :cas [0 1])
    "more than once"                  (line :info :append [0 1] :tries 2)
    "more than once"                  (line :ok :increment [0 1] :tries 3)
    "no natural number"               (line :invoke :increment [0 -1])
    "is no number"                    (str (line :invoke :increment [0 1]) (line :ok :read [0 "x"]))))

(deftest what-is-no-history-is-refused
  (let [invoke (fn [process & more]
                 (apply line :invoke :read [0 nil] :process process more))
        end    (fn [type process & more]
                 (apply line type :read [0 1] :process process more))]
    (are [words lines] (str/includes? (judged (apply str lines)) words)
      "index of an operation before it" [(invoke 0 :index 0) (invoke 1 :index 0)]
      "unlike the first operation"      [(invoke 0 :index 0) (invoke 1)]
      "unlike the first operation"      [(invoke 0) (invoke 1 :index 0)]
      "does something else"             [(invoke 0) (invoke 0)]
      "has not begun"                   [(end :ok 0)]
      "has not begun"                   [(invoke 0) (end :ok 0) (end :ok 0)]
      "unknown outcome"                 [(invoke 0) (end :info 0) (invoke 0)])
    (is (= :registers (first (judged (str (invoke 0 :index 3) (invoke 1 :index 1)
                                          (end :ok 0 :index 7) (invoke 0 :index 9))))))))

(deftest what-the-file-says-is-quoted-short-and-printable
  (let [line (judged (str "{:process 0, :type :\u001b[31m" (apply str (repeat 9999 "x")) "}"))]
    (is (not (str/includes? line "\u001b")))
    (is (< (count line) 300))))

(deftest sent-again-under-a-request-id-it-happened-once
  (is (= :lists (first (judged (str (line :invoke :append [0 1])
                                    (line :ok :append [0 1] :tries 2 :request "p0/1")))))))

(deftest a-file-that-is-none-is-refused
  (doseq [[words path] [["there is no file" "no/such/history.edn"]
                        ["is a directory: name the history.edn in it" (System/getProperty "java.io.tmpdir")]]]
    (is (str/includes? (try
                         (str (imported/read-operations path))
                         (catch Exception e
                           (ex-message e)))
                       words)))
  (is (str/includes? (with-file (byte-array [0x7b 0xff 0xfe])
                                (fn [path]
                                  (try
                                    (str (imported/read-operations path))
                                    (catch Exception e
                                      (ex-message e)))))
                     "no text in UTF-8")))

(deftest operations-become-those-that-jepsens-checkers-know
  (let [translate (fn [kind f type value]
                    (-> (imported/translated kind [{:process 0, :type type, :f f, :value value}])
                        first
                        (select-keys [:f :value])
                        vals
                        vec))]
    (are [f value translated] (= [f value] translated)
      :write [7 7]           (translate :registers :add :ok [7 7])
      :read  [7 :absent]     (translate :registers :read :ok [7 :absent])
      :txn   [[:append 0 1]] (translate :lists :append :info [0 1])
      :txn   [[:r 0 nil]]    (translate :lists :read :invoke [0 nil])
      :txn   [[:r 0 nil]]    (translate :lists :read :fail [0 nil])
      :txn   [[:r 0 []]]     (translate :lists :read :ok [0 :absent])
      :txn   [[:r 0 [1 2]]]  (translate :lists :read :ok [0 [1 2]])
      :txn   [[:r 0 ["x"]]]  (translate :lists :read :ok [0 "x"])
      :add   [0 3]           (translate :counters :increment :ok [0 3])
      :read  [0 0]           (translate :counters :read :ok [0 :absent])
      :read  [0 5]           (translate :counters :read :ok [0 5])))
  (let [kill {:process :nemesis, :type :info, :f :add, :value 3}]
    (is (= [kill] (imported/translated :registers [kill])))))
