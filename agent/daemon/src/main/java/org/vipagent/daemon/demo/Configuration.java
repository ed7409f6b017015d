package org.vipagent.daemon.demo;

import java.net.URI;
import java.nio.file.Path;

/** The file that an agent of the demonstration reads: the how-to's, and at its end what is ours. */
record Configuration(Path credentials, URI endpoint) {
    String text(Balancer who, Follow follow) {
        return """
                # %s: a keepalived.conf as it has always been ...
                vrrp_instance VI_1 {
                  state %s
                  interface eth0
                  virtual_router_id 1
                  priority %d
                  advert_int 1
                  virtual_ipaddress {
                    10.5.0.100 dev eth0
                  }

                  # ... and what is new: the cloud follows the master
                  cloud idcf {
                    secondary_ip 10.5.0.100
                    port_forward 210.140.68.220 tcp 80 10.5.0.100 80
                    follow %s
                  }
                }

                cloud_provider idcf {
                  type cloudstack
                  endpoint %s
                  credentials_file %s
                }
                """.formatted(who.displayName(), who.initialState(), who.priority(), follow, endpoint(), credentials());
    }
}
