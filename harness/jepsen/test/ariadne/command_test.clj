(ns ariadne.command-test
  (:require [ariadne [command :as command]
                     [http :as http]]
            [clojure.string :as str]
            [clojure.test :refer [deftest is]]))

(def remote {:nodes ["alpha" "beta" "gamma"]})
(def local  {:nodes ["n1" "n2"]
             :ports {"n1" {:http 1001, :peer 2001}
                     "n2" {:http 1002, :peer 2002}}})

(deftest nodes-are-numbered-in-their-order
  (is (= [1 2 3] (map (partial command/id remote) (:nodes remote))))
  (is (thrown? IllegalArgumentException (command/id remote "delta"))))

(deftest elsewhere-a-node-is-its-host-and-listens-everywhere
  (is (= {:host "beta", :port 9121} (command/http-address remote "beta")))
  (is (= "--id 2 --cluster http://alpha:9021,http://beta:9021,http://gamma:9021 --port 9121"
         (str/join " " (take 6 (command/server-arguments remote "beta" "/d")))))
  (is (= ["--listen-host" "0.0.0.0" "--listen-peer" "0.0.0.0:9021"]
         (take-last 4 (command/server-arguments remote "beta" "/d")))))

(deftest a-server-answers-before-its-clients-give-up
  (let [arguments (command/server-arguments remote "beta" "/d")
        millis    (parse-long (second (drop-while (complement #{"--request-timeout-ms"}) arguments)))]
    (is (< millis http/answer-millis))))

(deftest here-all-nodes-are-on-loopback
  (is (= {:host "127.0.0.1", :port 1002} (command/http-address local "n2")))
  (let [arguments (command/server-arguments local "n2" "/d")]
    (is (= "--id 2 --cluster http://127.0.0.1:2001,http://127.0.0.1:2002 --port 1002"
           (str/join " " (take 6 arguments))))
    (is (not-any? #{"--listen-host" "--listen-peer"} arguments))))

(deftest clients-go-to-the-server-unless-something-stands-before-it
  (is (= {:host "beta", :port 9121} (command/client-address remote "beta")))
  (is (= {:host "127.0.0.1", :port 1001} (command/client-address local "n1")))
  (let [local (assoc-in local [:ports "n1" :client] 3001)]
    (is (= 3001 (:port (command/client-address local "n1"))))
    (is (= 1001 (:port (command/http-address local "n1"))))))

(deftest a-leader-is-told-from-its-status
  (is (command/leads? {:status 200, :body "{\"id\":1,\"role\":\"leader\",\"term\":2}"}))
  (is (not (command/leads? {:status 200, :body "{\"id\":1,\"role\":\"follower\",\"leader\":2}"})))
  (is (not (command/leads? {:not-sent "refused"}))))
