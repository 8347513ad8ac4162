(defproject dev.ariadne/jepsen "0.1.0-SNAPSHOT"
  :description "A Jepsen suite for Ariadne's key-value server"
  :license {:name "Apache-2.0"
            :url  "https://www.apache.org/licenses/LICENSE-2.0"}
  :dependencies [[org.clojure/clojure "1.12.6"]
                 [jepsen "0.3.13"]
                 [knossos "0.3.16"]]
  :main ariadne.jepsen.main
  ; In UTC, because the links of Jepsen's pages lead nowhere in any other zone.
  :jvm-opts ["-Djava.awt.headless=true" "-Duser.timezone=UTC" "-server"]
  :repl-options {:init-ns ariadne.jepsen.main})
