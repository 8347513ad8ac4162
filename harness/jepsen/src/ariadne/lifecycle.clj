(ns ariadne.lifecycle
  "Whether each server runs as the test has left it. A server that is not running and was not killed has
  ended by itself, which is a failure, however quickly it is started again.

  A server is left :running or :stopped. What becomes of it is told in the values of the nemesis'
  operations, a report for each node:

      [:killed PID ...]        a running process was killed
      [:paused PID ...]        a running process was paused
      [:resumed PID ...]       a paused process goes on
      :not-running             there was nothing to kill, pause or resume: as it was left
      :started                 it was stopped, and is started
      :already-running         there was nothing to start
      [:ended-by-itself {...}] it was left running, and was not; with :status, its exit status where that
                               is known, and :log, the end of what it printed"
  (:require [clojure.string :as str]))

(def log-lines
  "So many lines of a log are told."
  20)

(def line-length-max
  "So many characters of a line are told."
  300)

(def log-bytes
  "A log's end is looked for in so many bytes of it."
  65536)

(defn end-of-log
  "The last lines of a log's text, each cut, with everything unprintable replaced."
  [text]
  (->> (str/split-lines (or text ""))
       (remove str/blank?)
       (take-last log-lines)
       (mapv (fn [line]
               (-> (subs line 0 (min line-length-max (count line)))
                   (str/replace #"\p{Cntrl}" "?"))))))

(defn ended-by-itself
  "The report on a server that was left :running and does not run; end is {:status, :log}, either of them
  perhaps nil."
  [{:keys [status log]}]
  [:ended-by-itself (cond-> {:log (end-of-log log)}
                      status (assoc :status status))])

(defn signalled
  "The report on a signal: done is :killed, :paused or :resumed, pids are those that it reached. End is
  a function without arguments that says how the server ended."
  [done left pids end]
  (cond
    (seq pids)        (into [done] pids)
    (= :running left) (ended-by-itself (end))
    :else             :not-running))

(defn started
  "The report on a server that is to run from here on."
  [left running? end]
  (cond
    running?          :already-running
    (= :running left) (ended-by-itself (end))
    :else             :started))

(defn ended?
  "Whether this is the report of a server that ended by itself."
  [report]
  (and (sequential? report) (= :ended-by-itself (first report))))

(defn- reports
  "All reports in a history, each as {:node, :f, :index, :report}."
  [history]
  (for [{:keys [process f index value]} history
        :when (and (= :nemesis process) (map? value))
        [node report] value]
    {:node node, :f f, :index index, :report report}))

(defn verdict
  "No server ends by itself. That is :unknown where no operation of the history has looked."
  [history]
  (let [reports (reports history)
        ended   (->> reports
                     (filter (comp ended? :report))
                     (mapv (fn [{:keys [report] :as found}]
                             (merge (dissoc found :report) (second report)))))]
    (cond
      (seq ended)      {:valid? false, :ended-by-themselves ended}
      (empty? reports) {:valid? :unknown, :error "nobody has looked whether the servers run"}
      :else            {:valid? true})))

(defn recovery
  "Whether every node came back after the faults were healed. That is :unknown where no operation of the
  history waited for them."
  [history]
  (let [waited  (filter (comp #{:recover} :f) (reports history))
        missing (->> waited
                     (remove (comp #{:well} :report))
                     (into (sorted-set) (map :node)))]
    (if (empty? waited)
      {:valid? :unknown, :error "nobody has waited for the nodes to come back"}
      {:valid? (empty? missing), :missing missing})))
