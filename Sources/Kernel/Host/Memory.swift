import CLinux

/// How the C library keeps memory that the process has given back.
public enum Memory {
    /// Gives freed memory back to the system sooner, and shares it between threads: a server that has read a
    /// large answer is small again afterwards. Called first thing, on the main thread.
    public static func prepare() { plumb_prepare_memory() }

    /// Gives back what is free now.
    public static func giveBack() { plumb_give_memory_back() }
}
