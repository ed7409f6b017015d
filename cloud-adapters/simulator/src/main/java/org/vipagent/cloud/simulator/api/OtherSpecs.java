package org.vipagent.cloud.simulator.api;

import static org.vipagent.cloud.simulator.api.CommandSpec.async;
import static org.vipagent.cloud.simulator.api.CommandSpec.sync;
import static org.vipagent.cloud.simulator.api.Parameter.id;
import static org.vipagent.cloud.simulator.api.Parameter.requiredId;
import static org.vipagent.cloud.simulator.api.Parameter.requiredList;
import static org.vipagent.cloud.simulator.api.Parameter.requiredMap;
import static org.vipagent.cloud.simulator.api.Parameter.requiredText;
import static org.vipagent.cloud.simulator.api.Parameter.text;

/** Commands on tags, events, projects and the server itself; of these only {@code listEvents} was recorded. */
final class OtherSpecs {
    private static final String TAGS = "Tags";

    private OtherSpecs() {}

    static CommandSpec createTags() {
        return async("createTags", TAGS, "Creates resource tag(s)")
                .by("user.tag.CreateTagsCmd")
                .takes(
                        requiredList("resourceids", "list of resources to create the tags for"),
                        requiredText("resourcetype", "type of the resource"),
                        requiredMap("tags", "Map of tags (key/value pairs)"))
                .records("CREATE_TAGS", "", "creating resource tags");
    }

    static CommandSpec deleteTags() {
        return async("deleteTags", TAGS, "Deleting resource tag(s)")
                .by("user.tag.DeleteTagsCmd")
                .takes(
                        requiredList("resourceids", "Delete tags for resource id(s)"),
                        requiredText("resourcetype", "Delete tag by resource type"),
                        Parameter.map("tags", "Delete tags matching key/value pairs"))
                .records("DELETE_TAGS", "", "deleting resource tags");
    }

    static CommandSpec listTags() {
        return sync("listTags", TAGS, "List resource tag(s)")
                .takes(
                        text("key", "list by key"),
                        text("resourceid", "list by resource id"),
                        text("resourcetype", "list by resource type"),
                        text("value", "list by value"))
                .listing()
                .returns("key", "value", "resourcetype", "resourceid", "account", "domainid", "domain");
    }

    static CommandSpec listEvents() {
        return sync("listEvents", "Event", "A command to list events.")
                .takes(
                        id("id", "the ID of the event"),
                        text("type", "the event type"),
                        text("level", "the event level (INFO, WARN, ERROR)"),
                        text("startdate", "the start date range of the list you want to retrieve"),
                        text("enddate", "the end date range of the list you want to retrieve"))
                .listing()
                .returns("id", "type", "level", "description", "account", "created", "state", "parentid");
    }

    static CommandSpec listProjects() {
        return sync("listProjects", "Project", "Lists projects and provides detailed information for listed projects")
                .takes(id("id", "list projects by project ID"), text("name", "list projects by name"))
                .listing()
                .returns("id", "name", "displaytext", "domainid", "domain", "state");
    }

    static CommandSpec listCapabilities() {
        return sync("listCapabilities", "Configuration", "Lists capabilities")
                .returns("cloudstackversion", "securitygroupsenabled", "apilimitmax", "apilimitinterval");
    }

    static CommandSpec disassociate() {
        return async("disassociateIpAddress", "PublicIPAddress", "Disassociates an IP address from the account.")
                .by("user.address.DisassociateIPAddrCmd")
                .takes(requiredId("id", "the ID of the public IP address to disassociate"))
                .records("NET.IPRELEASE", "", "releasing ip address");
    }

    static CommandSpec start() {
        return async("startVirtualMachine", "VirtualMachine", "Starts a virtual machine.")
                .by("user.vm.StartVMCmd")
                .takes(requiredId("id", "The ID of the virtual machine"))
                .returns("id", "name", "displayname", "state", "nic")
                .records("VM.START", "", "starting user vm");
    }
}
