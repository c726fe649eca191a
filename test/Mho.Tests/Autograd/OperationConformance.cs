using System.Runtime.InteropServices;
using Mho.Autograd;
using Mho.Numerics;
using Xunit;

namespace Mho.Tests.Autograd;

/// <summary>What every operation promises. A new operation adds its cases to a theory that calls <see cref="Check"/>.</summary>
internal static class OperationConformance
{
    private static readonly Key Root = new Key(2026)["conformance"];

    /// <summary>All promises.</summary>
    public static void Check(OperationCase operation)
    {
        Key key = Root[operation.Name];
        Output_and_gradients_agree_with_the_double_reference(operation, key);
        Gradients_of_a_tensor_used_twice_add_up(operation, key);
        Passes_repeat_to_the_byte(operation, key);
        Inputs_without_gradient_change_nothing_for_the_others(operation, key);
        Worker_counts_change_no_byte(operation, key);
        Passes_allocate_nothing(operation, key);
        A_tape_for_evaluation_gives_the_same_output(operation, key);
    }

    private static void Output_and_gradients_agree_with_the_double_reference(OperationCase operation, Key key)
    {
        using GradientCheck check = new(operation, key);
        check.Forward();
        check.CompareOutputs();
        check.Backward();
        check.CompareGradients(operation.Inputs.Length + 2);
    }

    private static void Gradients_of_a_tensor_used_twice_add_up(OperationCase operation, Key key)
    {
        using GradientCheck check = new(operation, key, copies: 2);
        check.Forward();
        check.Backward();
        check.Backward(); // a second pass stores anew
        check.CompareGradients(operation.Inputs.Length + 1);
    }

    private static void Passes_repeat_to_the_byte(OperationCase operation, Key key)
    {
        if (!operation.Repeatable)
            return;
        using GradientCheck check = new(operation, key);
        byte[] first = Bytes(check), second = Bytes(check);
        Assert.True(first.AsSpan().SequenceEqual(second), $"{operation.Name}: a second pass differs from the first.");
    }

    private static void Inputs_without_gradient_change_nothing_for_the_others(OperationCase operation, Key key)
    {
        using GradientCheck all = new(operation, key);
        all.Forward();
        all.Backward();
        for (int only = 0; only < operation.Inputs.Length; only++)
        {
            int chosen = only;
            using GradientCheck one = new(operation, key, needsGradient: i => i == chosen);
            one.Forward();
            if (!one.Outputs[0].NeedsGradient)
                Assert.Fail($"{operation.Name}: input {only} needs a gradient but the output keeps none.");
            one.Backward();
            Assert.True(
                all.Inputs[only].Gradients.SequenceEqual(one.Inputs[only].Gradients),
                $"{operation.Name}: the gradient of input {only} alone differs from the one beside others.");
        }
    }

    private static void Worker_counts_change_no_byte(OperationCase operation, Key key)
    {
        int before = Workers.Count;
        try
        {
            byte[][] results = [.. new[] { 1, 2, 8 }.Select(count =>
            {
                Workers.Count = count;
                using GradientCheck check = new(operation, key);
                return Bytes(check);
            })];
            Assert.True(results[0].AsSpan().SequenceEqual(results[1]), $"{operation.Name}: 2 workers differ from 1.");
            Assert.True(results[0].AsSpan().SequenceEqual(results[2]), $"{operation.Name}: 8 workers differ from 1.");
        }
        finally
        {
            Workers.Count = before;
        }
    }

    private static void Passes_allocate_nothing(OperationCase operation, Key key)
    {
        int before = Workers.Count;
        try
        {
            Workers.Count = 1;
            using GradientCheck check = new(operation, key);
            for (int i = 0; i < 3; i++)
            {
                check.Forward();
                check.Backward();
            }

            // Less than a small object a pass: handing chunks to threads may cost that, a buffer would not fit. The least of some tries, because tests that run
            // beside this one may ask for more threads, which are made once.
            long allocated = long.MaxValue;
            for (int attempt = 0; attempt < 4; attempt++)
            {
                long start = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < 8; i++)
                {
                    check.Forward();
                    check.Backward();
                }

                allocated = Math.Min(allocated, (GC.GetAllocatedBytesForCurrentThread() - start) / 8);
            }

            Assert.True(allocated < 256, $"{operation.Name}: {allocated} bytes allocated in a pass.");
        }
        finally
        {
            Workers.Count = before;
        }
    }

    private static void A_tape_for_evaluation_gives_the_same_output(OperationCase operation, Key key)
    {
        using GradientCheck check = new(operation with { Training = false }, key);
        check.Forward();
        using Tape tape = Tape.ForEvaluation();
        Tensor[] inputs = [.. check.Inputs.Select(x => tape.Input(x.Shape))];
        for (int i = 0; i < inputs.Length; i++)
            check.Inputs[i].Values.CopyTo(inputs[i].Values);
        Tensor y = tape.Record(operation.Record(tape.Arena, inputs));
        tape.Forward(new Step(key["step"], Training: false));
        Assert.False(y.NeedsGradient);
        Assert.True(check.Outputs[0].Values.SequenceEqual(y.Values), $"{operation.Name}: an evaluation tape gives another output.");
    }

    private static byte[] Bytes(GradientCheck check)
    {
        check.Forward();
        check.Backward();
        List<byte> bytes = [.. MemoryMarshal.AsBytes(check.Outputs[0].Values)];
        foreach (Tensor input in check.Inputs)
            bytes.AddRange(MemoryMarshal.AsBytes(input.Gradients));
        return [.. bytes];
    }
}
