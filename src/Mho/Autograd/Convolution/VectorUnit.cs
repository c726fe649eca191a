namespace Mho.Autograd;

// Which kernels run: tests run all that the machine has against each other.
internal enum VectorUnit
{
    Portable,
    Avx2,
    Avx512,
}
