(ns ariadne.jepsen.faults
  "Faults by name, from Jepsen's own packages; the recovery from them; and a look at the servers."
  (:require [ariadne.jepsen.nodes :as nodes]
            [clojure.tools.logging :refer [warn]]
            [jepsen [generator :as gen]
                    [nemesis :as nemesis]]
            [jepsen.nemesis.combined :as combined]))

(def all
  "What --nemesis takes, besides none."
  #{:kill :pause :partition})

(defn- well?
  "Waits for a node; says whether it came back. One that has ended by itself is not waited for."
  [test node]
  (or (nodes/ended (:db test) test node)
      (try
        (nodes/await-healthy test node)
        :well
        (catch Exception e
          (warn e node "did not come back")
          (or (nodes/ended (:db test) test node)
              :not-well)))))

(defn- look
  [test node]
  (or (nodes/ended (:db test) test node)
      :as-left))

(def watch
  "Two operations, completed with a report on each node (see ariadne.lifecycle): :recover waits until
  every node knows a leader again, :look says which servers have ended by themselves."
  (reify
    nemesis/Reflection
    (fs [_] #{:recover :look})

    nemesis/Nemesis
    (setup! [this _] this)

    (invoke! [_ test {:keys [f] :as op}]
      (let [report (case f
                     :recover well?
                     :look    look)]
        (assoc op :value (zipmap (:nodes test)
                                 (pmap (partial report test) (:nodes test))))))

    (teardown! [_ _])))

(def last-look
  "The nemesis' last operation in every test."
  (gen/once {:type :info, :f :look}))

(defn- not-before
  "The generator, whose operations begin after so many seconds of the test. Jepsen's packages begin at
  once with an operation drawn by lot; a run that is shorter than the interval would have a fault or
  none by chance."
  [seconds generator]
  (let [nanos (long (* 1e9 seconds))]
    (gen/map #(update % :time max nanos) generator)))

(defn package
  "A nemesis with its generators and colours, whose last act is to wait for the recovery. Only the
  packages that are asked for: others, such as that for clocks, prepare every node for what they might
  do. Options: :db, :faults, a set, :interval, seconds between two operations, and :sabotage, a package
  of its own or nil."
  [{:keys [faults sabotage interval] :as opts}]
  (-> (cond-> []
        (some faults [:kill :pause]) (conj (combined/db-package opts))
        (:partition faults)          (conj (combined/partition-package opts))
        sabotage                     (conj sabotage)
        true                         (conj {:nemesis         watch
                                            :final-generator (gen/once {:type :info, :f :recover})
                                            :perf            #{}}))
      combined/compose-packages
      (update :generator (partial not-before interval))))
