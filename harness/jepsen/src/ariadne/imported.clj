(ns ariadne.imported
  "Histories that others have stored: read from their file, and made what Jepsen's checkers judge.

      :registers  reads, writes and compare-and-sets on keys; also adds to a set, each element of which
                  is a key of its own, written at most once
      :lists      appends to lists and reads of them
      :counters   increments of counters and reads of them

  Values are [key value], as ./ariadne writes them. What cannot be judged is refused: an exception with
  :refused true, whose message is one line for whoever has named the file."
  (:require [clojure.edn :as edn]
            [clojure.java.io :as io]
            [clojure.set :as set]
            [clojure.string :as str])
  (:import (clojure.lang LineNumberingPushbackReader)
           (java.io File IOException StringReader)
           (java.nio ByteBuffer)
           (java.nio.charset CharacterCodingException StandardCharsets)
           (java.nio.file Files)))

(def word-length-max
  "So many characters of a foreign word are quoted."
  80)

(defn refusal
  "The exception with this line."
  [& words]
  (ex-info (str/join words) {:refused true}))

(defn refused?
  [e]
  (true? (:refused (ex-data e))))

(defn quoted
  "Something from elsewhere, short and printable."
  [x]
  (let [text (str/replace (if (string? x) x (binding [*print-length* 8, *print-level* 3] (pr-str x)))
                          #"\p{Cntrl}" "?")]
    (subs text 0 (min word-length-max (count text)))))

(defn- text
  "What is in a file."
  ^String [path]
  (let [^File file (io/file path)]
    (cond
      (.isDirectory file)   (throw (refusal path " is a directory: name the history.edn in it"))
      (not (.exists file))  (throw (refusal "there is no file " path))
      :else
      (try
        (str (.decode (.newDecoder StandardCharsets/UTF_8)
                      (ByteBuffer/wrap (Files/readAllBytes (.toPath file)))))
        (catch CharacterCodingException _
          (throw (refusal path " is no text in UTF-8")))
        (catch IOException e
          (throw (refusal path " cannot be read: " (quoted (str e)))))))))

(defn- operation
  "What was read at a line, if it is an operation."
  [path line x]
  (let [{:keys [type process f]} (when (map? x) x)]
    (when-not (and (#{:invoke :ok :fail :info} type)
                   (or (keyword? process) (nat-int? process))
                   (keyword? f))
      (throw (refusal path ", line " line ": " (quoted x)
                      " is no operation, a map with :type, :process and :f")))
    x))

(defn read-operations
  "The operations in a file of EDN, one map after the other, or a vector of them."
  [path]
  (let [reader (LineNumberingPushbackReader. (StringReader. (text path)))
        damage (fn [why]
                 (refusal path ", line " (.getLineNumber reader) ": this is not EDN: " (quoted why)))]
    (loop [operations []]
      (let [x    (try
                   (edn/read {:eof ::end, :default tagged-literal} reader)
                   (catch RuntimeException e
                     ; The reader wraps what it has to say.
                     (throw (damage (str (ex-message (or (ex-cause e) e))))))
                   (catch StackOverflowError _
                     (throw (damage "it is nested too deeply"))))
            line (.getLineNumber reader)]
        (cond
          (not= ::end x)     (recur (into operations
                                          (map (partial operation path line))
                                          (if (sequential? x) x [x])))
          (empty? operations) (throw (refusal path " holds no operation"))
          :else               operations)))))

(def kinds
  "The operations of each kind of history, in the order in which they are tried."
  [[:registers #{:read :write :cas}]
   [:registers #{:read :add}]
   [:lists     #{:read :append}]
   [:counters  #{:read :increment}]])

(defn- client?
  [{:keys [process]}]
  (integer? process))

(defn- pair?
  [x]
  (and (vector? x) (= 2 (count x))))

(defn- well-formed?
  "Whether the value of a client's operation is [key value]."
  [{:keys [f value]}]
  (and (pair? value)
       (or (not= :cas f) (pair? (second value)))))

(defn- sent-twice?
  "Whether an operation was sent again without a request id, and so may have happened more than once."
  [{:keys [f tries request]}]
  (and (#{:append :increment} f) (nil? request) (integer? tries) (< 1 tries)))

(defn- refuse-some
  "Refuses if there is an operation that is so."
  [path operations so? why]
  (when-let [{:keys [index f value]} (first (filter so? operations))]
    (throw (refusal path ": " (name f) " " (quoted value) (when index (str " (index " index ")")) " "
                    why))))

(defn kind
  "Of which kind the operations are, :registers, :lists or :counters; refuses what is of none."
  [path operations]
  (let [clients (filter client? operations)
        fs      (into (sorted-set) (map :f) clients)
        kind    (some (fn [[kind all]] (when (set/subset? fs all) kind)) kinds)]
    (cond
      (empty? clients) (throw (refusal path " holds no operation of a client"))
      (nil? kind)      (throw (refusal path ": nothing here judges operations " (quoted fs)
                                       " together; these are judged: "
                                       (str/join "; " (map (comp quoted second) kinds))
                                       ". ./ariadne check may know them")))
    (refuse-some path clients (complement well-formed?)
                 "has no value [key value], as those of ./ariadne have")
    (when (#{:lists :counters} kind)
      (refuse-some path clients sent-twice?
                   (str "was sent more than once without a request id and may have happened as often,"
                        " which Jepsen's checkers do not allow for; ./ariadne check does")))
    (when (= :counters kind)
      (refuse-some path clients #(and (= :increment (:f %)) (not (nat-int? (second (:value %)))))
                   "adds no natural number, and Jepsen's counters only grow; ./ariadne check knows others")
      (refuse-some path clients #(and (= :read (:f %)) (= :ok (:type %))
                                      (not (or (integer? (second (:value %)))
                                               (= :absent (second (:value %))))))
                   "is no number, and Jepsen's counters hold nothing else; ./ariadne check judges it"))
    kind))

(defn- disorder
  "What breaks the rules of a history, if something does: [operation why]. Every operation has an index
  of its own or none has one; a client does one thing at a time, and nothing after an unknown outcome."
  [operations]
  (loop [open #{}, ended #{}, indices #{}, ops (seq operations)]
    (when-let [{:keys [index type process] :as op} (first ops)]
      (let [invoke? (= :invoke type)]
        (cond
          (contains? indices index)
          [op "has the index of an operation before it"]

          (not= (some? index) (some? (:index (first operations))))
          [op "has an index, or has none, unlike the first operation"]

          (not (client? op))
          (recur open ended (cond-> indices index (conj index)) (next ops))

          (contains? ended process)
          [op "is of a process whose last operation had an unknown outcome"]

          (and invoke? (contains? open process))
          [op "begins while its process does something else"]

          (not (or invoke? (contains? open process)))
          [op "ends and has not begun"]

          :else
          (recur (if invoke? (conj open process) (disj open process))
                 (cond-> ended (= :info type) (conj process))
                 (cond-> indices index (conj index))
                 (next ops)))))))

(defn refuse-disorder
  "Refuses what is no history."
  [path operations]
  (when-let [[op why] (disorder operations)]
    (throw (refusal path ": " (quoted (select-keys op [:index :process :type :f])) " " why))))

(defn- as-register
  [{:keys [f] :as op}]
  (cond-> op (= :add f) (assoc :f :write)))

(defn- as-counter
  [{:keys [f type value] :as op}]
  (let [[k v] value]
    (cond
      (= :increment f)                 (assoc op :f :add)
      (and (= :ok type) (= :absent v)) (assoc op :value [k 0])
      :else                            op)))

(defn- as-transaction
  [{:keys [f type value] :as op}]
  (let [[k v] value
        found (cond
                (not= :ok type) nil
                (= :absent v)   []
                (vector? v)     v
                ; A value that no append can have made: one element that nobody appended.
                :else           [v])]
    (assoc op :f :txn, :value (if (= :append f) [[:append k v]] [[:r k found]]))))

(defn translated
  "The operations as Jepsen's checkers for this kind have them; those of a nemesis as they are."
  [kind operations]
  (let [one (case kind
              :registers as-register
              :lists     as-transaction
              :counters  as-counter)]
    (mapv #(if (client? %) (one %) %) operations)))
