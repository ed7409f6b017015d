package org.vipagent.cloud.cloudstack.http;

import org.vipagent.cloud.cloudstack.api.ApiAnswer;
import org.vipagent.cloud.cloudstack.api.ApiCall;

/** Something that sends a call at most once and says what came of it. Never throws for what the network did. */
interface Transport {
    ApiAnswer send(ApiCall call);
}
