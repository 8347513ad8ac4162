(ns ariadne.lifecycle-test
  (:require [ariadne.lifecycle :as lifecycle]
            [clojure.string :as str]
            [clojure.test :refer [are deftest is testing]]))

(def end {:status 3, :log "starting\nout of luck\n"})
(def ended [:ended-by-itself {:status 3, :log ["starting" "out of luck"]}])

(deftest a-kill-says-whom-it-hit
  (are [report left pids] (= report (lifecycle/signalled :killed left pids (constantly end)))
    [:killed 17]    :running [17]
    [:killed 17 18] :running [17 18]
    :not-running    :stopped []
    :not-running    nil      []
    ended           :running []))

(deftest a-start-says-what-it-found
  (are [report left running?] (= report (lifecycle/started left running? (constantly end)))
    :started         :stopped false
    :started         nil      false
    :already-running :running true
    ended            :running false))

(deftest how-a-server-ended-is-asked-only-when-it-has
  (let [never #(throw (AssertionError. "it was asked"))]
    (is (= [:paused 4] (lifecycle/signalled :paused :running [4] never)))
    (is (= :started (lifecycle/started :stopped false never)))))

(deftest the-end-of-a-log-is-short-and-printable
  (is (= [] (lifecycle/end-of-log nil)))
  (is (= ["a?[31mb" "c"] (lifecycle/end-of-log "a\u001b[31mb\n\n  \nc\n")))
  (is (= (map str (range (- 500 lifecycle/log-lines) 500))
         (lifecycle/end-of-log (str/join "\n" (range 500)))))
  (is (= lifecycle/line-length-max
         (count (first (lifecycle/end-of-log (apply str (repeat 9999 "x"))))))))

(defn- nemesis
  [index f value]
  {:index index, :type :info, :process :nemesis, :f f, :value value})

(deftest a-server-that-ended-by-itself-fails-the-test-whoever-noticed
  (doseq [f [:start :kill :pause :resume :recover :look]]
    (testing f
      (is (= {:valid? false
              :ended-by-themselves [{:node "n2", :f f, :index 9, :status 3
                                     :log ["starting" "out of luck"]}]}
             (lifecycle/verdict [(nemesis 8 f :all) (nemesis 9 f {"n1" :as-left, "n2" ended})]))))))

(deftest what-was-killed-and-started-is-well
  (is (= {:valid? true}
         (lifecycle/verdict [(nemesis 1 :kill {"n1" [:killed 5]})
                             (nemesis 3 :start {"n1" :started, "n2" :already-running})
                             (nemesis 5 :look {"n1" :as-left, "n2" :as-left})]))))

(deftest where-nobody-has-looked-nothing-is-known
  (is (= :unknown (:valid? (lifecycle/verdict []))))
  (is (= :unknown (:valid? (lifecycle/verdict [(nemesis 1 :look nil)
                                               {:index 2, :type :ok, :process 0, :f :read
                                                :value [0 1]}])))))

(deftest every-node-has-to-come-back
  (is (= :unknown (:valid? (lifecycle/recovery []))))
  (is (= {:valid? true, :missing #{}}
         (lifecycle/recovery [(nemesis 1 :recover {"n1" :well, "n2" :well})])))
  (is (= {:valid? false, :missing #{"n1" "n3"}}
         (lifecycle/recovery [(nemesis 1 :recover {"n1" :not-well, "n2" :well, "n3" ended})]))))
