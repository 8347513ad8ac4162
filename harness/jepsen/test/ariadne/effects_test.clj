(ns ariadne.effects-test
  (:require [ariadne.effects :as effects]
            [clojure.test :refer [are deftest is]]))

(defn- nemesis
  [f value]
  {:type :info, :process :nemesis, :f f, :value value})

(deftest what-a-fault-reached-is-counted
  (are [counted fault history] (= {:valid? true, :effects {fault counted}}
                                  (effects/verdict #{fault} history))
    3 :kill      [(nemesis :kill :all)
                  (nemesis :kill {"n1" [:killed 4], "n2" [:killed 5], "n3" :not-running})
                  (nemesis :kill {"n3" [:killed 6]})]
    1 :pause     [(nemesis :pause {"n1" [:paused 4]})]
    1 :partition [(nemesis :start-partition :majority)
                  (nemesis :start-partition [:isolated {"n1" #{"n2"}, "n2" #{}}])
                  (nemesis :start-partition [:isolated {"n1" #{}}])]))

(deftest a-fault-that-did-nothing-is-no-pass
  (are [fault history] (let [{:keys [valid? did-nothing]} (effects/verdict #{fault} history)]
                         (and (= :unknown valid?) (= #{fault} did-nothing)))
    :kill      []
    :kill      [(nemesis :kill :all)]
    :kill      [(nemesis :kill {"n1" :not-running, "n2" [:ended-by-itself {:log []}]})]
    :kill      [(nemesis :pause {"n1" [:paused 4]})]
    :kill      [{:type :ok, :process 0, :f :kill, :value {"n1" [:killed 4]}}]
    :pause     [(nemesis :pause {"n1" :not-running})]
    :partition [(nemesis :start-partition :majority)]
    :partition [(nemesis :start-partition [:isolated {}])]
    :partition [(nemesis :stop-partition :network-healed)]))

(deftest one-of-two-faults-is-not-enough
  (is (= {:kill 1, :pause 0}
         (:effects (effects/verdict #{:kill :pause} [(nemesis :kill {"n1" [:killed 4]})]))))
  (is (= :unknown (:valid? (effects/verdict #{:kill :pause} [(nemesis :kill {"n1" [:killed 4]})])))))

(deftest without-faults-there-is-nothing-to-do
  (is (= {:valid? true, :effects {}} (effects/verdict #{} []))))
