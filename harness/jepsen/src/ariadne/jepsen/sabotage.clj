(ns ariadne.jepsen.sabotage
  "Promises broken on purpose in a test on this machine, to see whether the test notices. Each has to end
  with exit status 1.

  A sabotage is two operations of the nemesis: :prepare-sabotage a quarter through the time of the
  faults, :sabotage at six tenths of it."
  (:require [ariadne.proxy :as proxy]
            [ariadne.jepsen [local :as local]
                            [nodes :as nodes]]
            [clojure.java.io :as io]
            [clojure.tools.logging :refer [info]]
            [jepsen [db :as db]
                    [generator :as gen]
                    [nemesis :as nemesis]
                    [util :as util]])
  (:import (java.io File)
           (java.nio.file CopyOption Files)))

(def prepare-at   "Of the time of the faults." 0.25)
(def act-at       "Of the time of the faults." 0.6)
(def answer-millis "So long the cluster may take to carry out a write of the sabotage's own." 30000)

(defn- delete!
  [^File file]
  (run! delete! (.listFiles file))
  (Files/deleteIfExists (.toPath file)))

(defn- copy!
  "A directory and all in it. What is no file or directory is left out."
  [^File from ^File to]
  (doseq [^File file (file-seq from)
          :let [target (io/file to (str (.relativize (.toPath from) (.toPath file))))]]
    (cond
      (.isDirectory file) (.mkdirs target)
      (.isFile file)      (Files/copy (.toPath file) (.toPath target) (make-array CopyOption 0)))))

(defn- copy-of
  ^File [test node]
  (io/file (.getParentFile (local/directory test node)) "data-before"))

(defn- stopped
  "Kills these nodes, does something with each, and starts them again."
  [{:keys [db] :as test} nodes f]
  (doseq [node nodes]
    (db/kill! db test node))
  (run! f nodes)
  (doseq [node nodes]
    (db/start! db test node)))

(defn- wipe!
  [test nodes]
  (stopped test nodes #(delete! (local/directory test %))))

(defn- keep-copy!
  "All of these nodes are paused meanwhile, so that their leader still leads afterwards: what is written
  between the copy and its return is what the sabotage takes away."
  [{:keys [db] :as test} nodes]
  (doseq [node nodes]
    (db/pause! db test node))
  (run! #(copy! (local/directory test %) (copy-of test %)) nodes)
  (doseq [node nodes]
    (db/resume! db test node)))

(defn- restore-copy!
  [test nodes]
  (stopped test nodes (fn [node]
                        (delete! (local/directory test node))
                        (copy! (copy-of test node) (local/directory test node)))))

(defn- majority
  [{:keys [nodes]}]
  (take (util/majority (count nodes)) nodes))

(defn- restore-majority!
  "The others stay down until the majority has a leader of its own: one of them could lead otherwise, and
  bring back what the majority lost."
  [{:keys [db] :as test}]
  (let [restored (majority test)
        others   (remove (set restored) (:nodes test))]
    (doseq [node others]
      (db/kill! db test node))
    (restore-copy! test restored)
    (run! (partial nodes/await-healthy test) restored)
    (doseq [node others]
      (db/start! db test node))))

(defn- undo!
  "Takes the value of the first key away, by a request that is in no history."
  [test]
  (util/await-fn
    (fn ask []
      (let [answer (nodes/ask test (rand-nth (:nodes test)) {:method "POST", :path "/-/delete/0"})]
        (or (= 204 (:status answer))
            (throw (ex-info "the first key could not be deleted" {:answer answer})))))
    {:timeout answer-millis, :retry-interval 200, :log-interval answer-millis}))

(def none
  "Nothing is to be done."
  (constantly nil))

(def all
  "By name, what is done: [to prepare it, then], functions of the test."
  {"wipe-all"     [none #(wipe! % (:nodes %))]
   "wipe-one"     [none #(wipe! % (take 1 (:nodes %)))]
   "old-copy"     [#(keep-copy! % (:nodes %)) #(restore-copy! % (:nodes %))]
   "old-majority" [#(keep-copy! % (:nodes %)) restore-majority!]
   "undo-write"   [none undo!]
   "end-one"      [none #(local/end-secretly! (:db %) (first (:nodes %)))]
   "swallow"      [none #(proxy/lie! (:proxy %) :swallow)]
   "freeze"       [none #(proxy/lie! (:proxy %) :freeze)]})

(def proxied
  "Those for which a proxy stands before the first node."
  #{"swallow" "freeze"})

(def late
  "Those that wait until the faults are over: keys that clients still write would hide what was done."
  #{"old-copy" "old-majority" "undo-write"})

(defn place
  "What a test's place becomes if it is sabotaged so: perhaps with a proxy before the first node."
  [name nodes place]
  (if (proxied name)
    (let [node  (first nodes)
          proxy (proxy/open {:host "127.0.0.1", :port (get-in place [:ports node :http])})]
      (-> place
          (assoc :proxy proxy, :nonserializable-keys [:proxy])
          (assoc-in [:ports node :client] (:port proxy))))
    place))

; Emits its operation once the test's time is there.
(defrecord At [nanos op]
  gen/Generator
  (op [this _ ctx]
    (if (< (:time ctx) nanos)
      [:pending this]
      (let [filled (gen/fill-in-op op ctx)]
        [filled (when (= :pending filled) this)])))

  (update [this _ _ _] this))

(defn- at
  [fraction seconds f]
  (->At (long (* fraction seconds 1e9)) {:type :info, :f f}))

(defn- saboteur
  [name]
  (let [[prepare act] (all name)]
    (reify
      nemesis/Reflection
      (fs [_] #{:prepare-sabotage :sabotage})

      nemesis/Nemesis
      (setup! [this _] this)

      (invoke! [_ test {:keys [f] :as op}]
        (info "Sabotage:" f name)
        (case f
          :prepare-sabotage (prepare test)
          :sabotage         (act test))
        (assoc op :value name))

      (teardown! [_ test]
        (some-> (:proxy test) proxy/close!)))))

(defn package
  "The nemesis and generator of a sabotage in faults that last so many seconds; nil for no name."
  [name seconds]
  (when name
    {:nemesis         (saboteur name)
     :generator       (cond-> [(at prepare-at seconds :prepare-sabotage)]
                        (not (late name)) (conj (at act-at seconds :sabotage)))
     :final-generator (when (late name)
                        (gen/once {:type :info, :f :sabotage}))
     :perf            #{{:name "sabotage", :start #{:sabotage}, :stop #{}, :color "#C0A0E9"}}}))
