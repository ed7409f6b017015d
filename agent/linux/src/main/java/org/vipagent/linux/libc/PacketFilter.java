package org.vipagent.linux.libc;

import java.util.ArrayList;
import java.util.List;

/**
 * A filter that the kernel runs on each packet of a socket before it wakes anybody (classic BPF, linux/filter.h;
 * socket(7), SO_ATTACH_FILTER). What no step accepts is dropped.
 */
public final class PacketFilter {
    // linux/bpf_common.h and linux/filter.h
    private static final int LOAD_WORD = 0x20;
    private static final int LOAD_HALF = 0x28;
    private static final int LOAD_BYTE = 0x30;
    private static final int COPY_TO_INDEX = 0x07;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int JUMP_IF_EQUAL_INDEX = 0x1d;
    private static final int RETURN = 0x06;

    // struct sock_filter: code, jump if true, jump if false, operand
    private static final int INSTRUCTION_LENGTH = 8;
    private static final int IF_TRUE = 2;
    private static final int IF_FALSE = 3;
    private static final int OPERAND = 4;

    private static final int WHOLE_PACKET = 0x40000;

    private record Instruction(int code, int ifTrue, int ifFalse, int operand) {}

    private final List<Instruction> instructions = new ArrayList<>();

    /** Loads the 32 bits at {@code offset}, in network byte order; a packet that is too short is dropped. */
    public PacketFilter loadWord(int offset) {
        return add(LOAD_WORD, 0, 0, offset);
    }

    /** The same with 16 bits. */
    public PacketFilter loadHalf(int offset) {
        return add(LOAD_HALF, 0, 0, offset);
    }

    /** The same with 8 bits. */
    public PacketFilter loadByte(int offset) {
        return add(LOAD_BYTE, 0, 0, offset);
    }

    /** Keeps what is loaded for {@link #acceptIfRemembered}. */
    public PacketFilter remember() {
        return add(COPY_TO_INDEX, 0, 0, 0);
    }

    /** Accepts the packet if what is loaded is {@code value}. */
    public PacketFilter acceptIfEqual(int value) {
        return add(JUMP_IF_EQUAL, 0, 1, value).add(RETURN, 0, 0, WHOLE_PACKET);
    }

    /** Accepts the packet if what is loaded is what was kept. */
    public PacketFilter acceptIfRemembered() {
        return add(JUMP_IF_EQUAL_INDEX, 0, 1, 0).add(RETURN, 0, 0, WHOLE_PACKET);
    }

    private PacketFilter add(int code, int ifTrue, int ifFalse, int operand) {
        instructions.add(new Instruction(code, ifTrue, ifFalse, operand));
        return this;
    }

    /** The program, as an array of {@code struct sock_filter} for {@link Libc#attachFilter}. */
    public NativeBuffer program(Libc libc) {
        NativeBuffer program = libc.allocate((instructions.size() + 1) * INSTRUCTION_LENGTH);
        int at = 0;
        for (Instruction instruction : instructions) {
            program.putShort(at, instruction.code())
                    .putByte(at + IF_TRUE, instruction.ifTrue())
                    .putByte(at + IF_FALSE, instruction.ifFalse())
                    .putInt(at + OPERAND, instruction.operand());
            at += INSTRUCTION_LENGTH;
        }
        program.putShort(at, RETURN).putInt(at + OPERAND, 0);
        return program;
    }
}
